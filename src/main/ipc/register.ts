import { type IpcMainInvokeEvent, ipcMain } from 'electron'
import { CHANNEL } from '../../shared/bridge.ts'
import type { Reply } from '../../shared/contract/index.ts'
import { mayAsk } from '../window/policy.ts'
import { originOf } from '../window/scheme.ts'
import type { Windows } from '../window/windows.ts'

/** The one door for pages: every request comes in here, and only from a window's own page. */
export function registerIpc(windows: Windows): void {
  ipcMain.handle(CHANNEL.request, async (event, name: unknown, input: unknown): Promise<Reply> => {
    const entry = windows.byContents(event.sender)
    if (entry === null || !mayAsk(senderOf(event), originOf(entry.id)))
      return { ok: false, error: { code: 'WRONG_USE', message: 'This page may not ask.' } }
    return entry.desk.request(name, input)
  })
}

function senderOf({ senderFrame }: IpcMainInvokeEvent) {
  return { url: senderFrame?.url ?? null, isMainFrame: senderFrame !== null && senderFrame.parent === null }
}
