import { useCallback } from 'react'
import type { Problem, RouteInput } from '../../../shared/contract/index.ts'
import { announce } from '../../announce/announce.tsx'
import { useAction } from '../../api/use-action.ts'
import { useWords } from '../../i18n/words.ts'
import type { ScriptPage } from './rows.ts'

/** What the author says in place of a guess. */
interface Correction extends Pick<RouteInput<'script.correct'>, 'about' | 'panel' | 'line' | 'person'> {
  value: string
  /** What it is called. */
  name: string
}

/** Sets guesses of a scene right. @returns whether it went well */
export function useCorrecting({ chapter, scene }: Pick<ScriptPage, 'chapter' | 'scene'>): {
  correct(correction: Correction): Promise<boolean>
  pending: boolean
  problem: Problem | null
} {
  const words = useWords('script')
  const { run, pending, problem } = useAction('script.correct')
  const correct = useCallback(
    async ({ name, ...correction }: Correction) => {
      const report = await run({ ...correction, chapter, scene })
      if (report === null) return false
      announce(words('corrected', { name, count: report.panels.length }))
      return true
    },
    [run, chapter, scene, words],
  )
  return { correct, pending, problem }
}
