import type { Problem, RouteInput, RouteOutput, Sheet } from '../../../../shared/contract/index.ts'
import { edited, type SheetEdit } from './sheet-edit.ts'
import { changesOf, merged, type SheetPatch, withChanges } from './sheet-merge.ts'

/** Where drafts are kept: main, by its routes. */
export interface SheetKeeper {
  show(): Promise<RouteOutput<'sheet.show'>>
  save(input: RouteInput<'sheet.save'>): Promise<RouteOutput<'sheet.save'>>
  clear(what: RouteInput<'sheet.clear'>): Promise<RouteOutput<'sheet.clear'>>
  undo(): Promise<RouteOutput<'sheet.undo'>>
  /** Null = it was not main that said no: it could not be asked, and is asked again. */
  problemOf(error: unknown): Problem | null
}

/** What was written since the last saving, for the case that the page ends before it comes to the next. */
export interface Jotter {
  read(): SheetPatch | null
  /** Null = all of it is kept. `isLast`: the page may end now, so that all of it is noted, however long it is. */
  write(patch: SheetPatch | null, isLast?: boolean): void
}

export interface Clock {
  after(ms: number, then: () => void): () => void
}

/** How the draft stands with main. */
export interface DraftState {
  /** As the author sees it; null = not here yet. */
  sheet: Sheet | null
  /** Revision of what main has of it. */
  savedRevision: number
  /** saved: main has all of it. changed: it is kept in a moment. away: main does not answer and is asked again. */
  keeping: 'saved' | 'changed' | 'away'
  /** Why main does not take it; the draft stays here, and is tried again with the next change. */
  problem: Problem | null
  /** What `sheet.undo` would bring back. */
  undo: RouteOutput<'sheet.show'>['undo']
}

export interface Draft {
  state(): DraftState
  subscribe(listener: () => void): () => void
  edit(edit: SheetEdit): void
  /** Edits, and gives what takes the edit back, whatever was written since. */
  editUndoably(edit: SheetEdit): () => void
  /** Reads what main has; what is not kept yet stays over it. */
  load(): Promise<void>
  /** Keeps everything now. @returns whether main has all of it */
  flush(): Promise<boolean>
  /** Notes what is not kept yet, for a page that may end now. */
  jot(): void
  /** Takes out or brings back in main, in its turn with the savings. */
  clear(what: RouteInput<'sheet.clear'>): Promise<void>
  undoClear(): Promise<void>
  close(): void
}

/** From a change until it is kept, and between tries while main is away, ms. */
export const KEPT_AFTER_MS = 500
export const TRIED_AGAIN_MS = 1_500

/** The author's draft: changed here at once, kept in main soon, in order, from what it is and not from what happened. */
export function openDraft(keeper: SheetKeeper, jotter: Jotter, clock: Clock): Draft {
  /** What main has for certain. */
  let base: Sheet | null = null
  let state: DraftState = { sheet: null, savedRevision: 0, keeping: 'saved', problem: null, undo: null }
  let cancelTimer: (() => void) | null = null
  let isClosed = false
  /** Requests that change something go one after the other. */
  let turn: Promise<unknown> = Promise.resolve()
  const listeners = new Set<() => void>()

  const set = (change: Partial<DraftState>) => {
    state = { ...state, ...change }
    for (const listener of [...listeners]) listener()
  }
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = turn.then(work)
    turn = result.catch(() => {})
    return result
  }
  const unkept = (): SheetPatch | null => (base && state.sheet ? changesOf(base, state.sheet) : null)

  function later(ms: number): void {
    if (isClosed) return
    cancelTimer?.()
    cancelTimer = clock.after(ms, () => {
      cancelTimer = null
      void (base ? flush() : load())
    })
  }

  /** Main's draft, with what was changed here since `sent` left put over it. */
  function adopt(theirs: Sheet, sent: Sheet): void {
    const mine = state.sheet ?? sent
    base = theirs
    const sheet = mine === sent ? theirs : merged(sent, mine, theirs)
    set({ sheet, savedRevision: theirs.revision })
  }

  function settle(): void {
    const left = unkept()
    jotter.write(left)
    set({ keeping: left ? 'changed' : 'saved', problem: null })
    if (left) later(KEPT_AFTER_MS)
  }

  function failed(error: unknown): void {
    const problem = keeper.problemOf(error)
    set(problem ? { problem, keeping: 'changed' } : { keeping: 'away' })
    if (!problem) later(TRIED_AGAIN_MS)
  }

  /** @returns whether main has all of it */
  async function saveOnce(): Promise<boolean> {
    const sent = state.sheet
    const patch = unkept()
    if (!base || !sent || !patch) return true
    const before = base
    const { saved, revision, sheet } = await keeper.save({ revision: base.revision, ...patch })
    if (saved) {
      base = { ...sent, revision }
      set({ savedRevision: revision })
      return unkept() === null
    }
    // Another window was faster: theirs, and ours over it, are kept with the next turn.
    if (!sheet) throw new Error('A draft that was not saved comes back')
    base = sheet
    set({ sheet: merged(before, state.sheet ?? sent, sheet), savedRevision: sheet.revision })
    return false
  }

  function flush(): Promise<boolean> {
    cancelTimer?.()
    cancelTimer = null
    return inTurn(async () => {
      try {
        // Once for what is here now, and again where another window was faster or the author went on.
        for (let tries = 0; tries < 3; tries++) if (await saveOnce()) break
        settle()
        return unkept() === null
      } catch (error) {
        failed(error)
        return false
      }
    })
  }

  function load(): Promise<void> {
    return inTurn(async () => {
      try {
        const { sheet, undo } = await keeper.show()
        const jotted = base === null ? jotter.read() : null
        const mine = base && state.sheet ? merged(base, state.sheet, sheet) : null
        base = sheet
        set({ sheet: mine ?? (jotted ? withChanges(sheet, jotted) : sheet), savedRevision: sheet.revision, undo })
        settle()
      } catch (error) {
        failed(error)
      }
    })
  }

  /** A change that main makes by itself: what is here goes first, what comes back is put under what was changed since. */
  function asked(ask: () => Promise<RouteOutput<'sheet.clear'>>): Promise<void> {
    return flush().then((isKept) =>
      inTurn(async () => {
        const sent = state.sheet
        if (!isKept || !sent) throw new Error('The draft could not be kept')
        const { sheet, undo } = await ask()
        adopt(sheet, sent)
        set({ undo })
        settle()
      }),
    )
  }

  function change(sheet: Sheet): void {
    if (sheet === state.sheet) return
    set({ sheet, keeping: state.keeping === 'away' ? 'away' : 'changed' })
    jotter.write(unkept())
    later(KEPT_AFTER_MS)
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    edit(edit) {
      if (state.sheet) change(edited(state.sheet, edit))
    },
    editUndoably(edit) {
      const before = state.sheet
      if (!before) return () => {}
      const after = edited(before, edit)
      change(after)
      return () => {
        if (state.sheet) change({ ...merged(after, state.sheet, before), revision: state.sheet.revision })
      }
    },
    load,
    flush,
    jot: () => jotter.write(unkept(), true),
    clear: (what) => asked(() => keeper.clear(what)),
    undoClear: () => asked(() => keeper.undo()),
    close() {
      isClosed = true
      cancelTimer?.()
      listeners.clear()
    },
  }
}
