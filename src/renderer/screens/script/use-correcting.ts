import { useCallback } from 'react'
import type { Problem, RouteInput } from '../../../shared/contract/index.ts'
import { announce } from '../../announce/announce.tsx'
import { useClient } from '../../api/react.ts'
import { useAction } from '../../api/use-action.ts'
import { offerUndo } from '../../frame/undo.tsx'
import { useWords } from '../../i18n/words.ts'
import type { ScriptPage } from './rows.ts'

/** What the author says in place of a guess. */
interface Correction extends Pick<RouteInput<'script.correct'>, 'about' | 'panel' | 'line' | 'person'> {
  value: string
  /** What it is called. */
  name: string
  /** What the author said before; null = it was a guess until now. */
  before: string | null
}

/** Sets guesses of a scene right. @returns whether it went well */
export function useCorrecting({ chapter, scene }: Pick<ScriptPage, 'chapter' | 'scene'>): {
  correct(correction: Correction): Promise<boolean>
  pending: boolean
  problem: Problem | null
} {
  const words = useWords('script')
  const client = useClient()
  const { run, pending, problem } = useAction('script.correct')
  const correct = useCallback(
    async ({ name, before, ...correction }: Correction) => {
      const place = { chapter, scene }
      const report = await run({ ...correction, ...place })
      if (report === null) return false
      announce(words('corrected', { name, count: report.panels.length }))
      offerUndo(words('correctionOf', { name }), () => {
        // The line is known by its words; the panel may be another one by now.
        const { panel: _, ...rest } = correction
        void client.request('script.correct', { ...rest, ...place, value: before }).catch(() => {})
      })
      return true
    },
    [run, client, chapter, scene, words],
  )
  return { correct, pending, problem }
}
