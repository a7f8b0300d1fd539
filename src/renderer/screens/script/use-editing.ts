import type { Problem, RouteInput } from '../../../shared/contract/index.ts'
import { announce } from '../../announce/announce.tsx'
import { useAction } from '../../api/use-action.ts'
import { useWords } from '../../i18n/words.ts'

type Edit = RouteInput<'panel.edit'>

/** What the author says of a panel in place of the script, and where it is cut. */
export function useEditing(): {
  /** @param what it is called, for those who hear the window */
  edit(panelId: string, change: Edit['change'], what: string): Promise<boolean>
  /** The script speaks again about these parts. */
  takeBack(panelId: string, parts: NonNullable<Edit['takeBack']>, what: string): Promise<boolean>
  /** @param at characters into the panel's words. @returns id of the second half */
  split(panelId: string, at: number): Promise<string | null>
  /** Moves the place where a panel begins. @returns id of the panel that begins elsewhere now */
  moveBreak(panelId: string, to: RouteInput<'tree.move-break'>['to']): Promise<string | null>
  /** @returns id of the panel that both are now */
  join(panelId: string): Promise<string | null>
  pending: boolean
  problem: Problem | null
} {
  const words = useWords('script')
  const edits = useAction('panel.edit')
  const splits = useAction('tree.split')
  const joins = useAction('tree.join')
  const breaks = useAction('tree.move-break')
  /** The book's journal offers to take it back; here it is only said. */
  const run = async <Output>(reply: Promise<Output | null>, label: string): Promise<Output | null> => {
    const output = await reply
    if (output !== null) announce(label)
    return output
  }
  return {
    edit: async (panelId, change, what) =>
      (await run(edits.run({ panelIds: [panelId], change }), words('editOf', { what }))) !== null,
    takeBack: async (panelId, parts, what) =>
      (await run(edits.run({ panelIds: [panelId], change: {}, takeBack: parts }), words('editOf', { what }))) !== null,
    split: async (panelId, at) => (await run(splits.run({ panelId, at }), words('splitPanel')))?.panelId ?? null,
    moveBreak: async (panelId, to) => (await run(breaks.run({ panelId, to }), words('breakMoved')))?.panelId ?? null,
    join: async (panelId) => (await run(joins.run({ panelId }), words('joinPanels')))?.panelId ?? null,
    pending: edits.pending || splits.pending || joins.pending || breaks.pending,
    problem: edits.problem ?? splits.problem ?? joins.problem ?? breaks.problem,
  }
}
