import { useCallback, useState } from 'react'
import type { Problem } from '../../../shared/contract/index.ts'
import { announce } from '../../announce/announce.tsx'
import { reportAddress } from '../../api/address.ts'
import { useRequest } from '../../api/react.ts'
import { useAction } from '../../api/use-action.ts'
import { useWords } from '../../i18n/words.ts'

/** Saves the report: where the system's dialog says, or as a download where there is none. */
export function useSaveReport(): {
  run(what: { as: 'page' | 'json'; batchId: string | undefined }): Promise<void>
  pending: boolean
  problem: Problem | null
  /** Name of the file that was written last. */
  saved: string | null
} {
  const words = useWords('runs')
  const hasDialogs = useRequest('app.about', {}).data?.can.dialogs === true
  const choose = useAction('app.choose')
  const save = useAction('runs.save')
  const [saved, setSaved] = useState<string | null>(null)
  const { run: ask } = choose
  const { run: write } = save
  const run = useCallback(
    async ({ as, batchId }: { as: 'page' | 'json'; batchId: string | undefined }) => {
      setSaved(null)
      let path: string | undefined
      if (hasDialogs) {
        const chosen = await ask({ what: 'report' })
        path = chosen?.paths[0]
        if (path === undefined) return
      }
      const kind = path?.toLowerCase().endsWith('.json') ? 'json' : path === undefined ? as : 'page'
      const whole = path === undefined || /\.(html|json)$/i.test(path) ? path : `${path}.html`
      const written = await write({
        as: kind,
        ...(batchId === undefined ? {} : { batchId }),
        ...(whole === undefined ? {} : { path: whole }),
      })
      if (written === null) return
      if (written.id !== null) download(reportAddress(written.id), written.name)
      setSaved(written.name)
      announce(words('save.saved', { name: written.name }))
    },
    [ask, write, hasDialogs, words],
  )
  return { run, pending: save.pending, problem: save.problem ?? choose.problem, saved }
}

function download(address: string, name: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
}
