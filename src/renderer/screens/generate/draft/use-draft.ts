import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import { type Client, RequestError } from '../../../api/client.ts'
import { useClient, useConnected } from '../../../api/react.ts'
import { useBook, useEdition } from '../../../frame/book.tsx'
import { type Draft, type DraftState, openDraft, type SheetKeeper } from './draft-store.ts'
import { localJotter } from './jotter.ts'

/** One draft for each book that was open in this page, shared by work and inspector; it outlives a change of screen. */
const drafts = new WeakMap<Client, Map<string, Draft>>()

/** The draft of the open book. */
export function useDraft(): Draft {
  const client = useClient()
  const folder = useBook()?.folder ?? ''
  return draftOf(client, folder)
}

/** A part of how the draft stands; what is chosen must be the same object while it is the same. */
export function useDraftPart<Part>(choose: (state: DraftState) => Part): Part {
  const draft = useDraft()
  return useSyncExternalStore(
    useCallback((listener) => draft.subscribe(listener), [draft]),
    () => choose(draft.state()),
  )
}

/**
 * Reads the draft when the screen opens and when main is back, and keeps everything when the author leaves the screen or
 * the page is hidden or ends.
 */
export function useKeptDraft(): void {
  const draft = useDraft()
  const connected = useConnected()
  const wasConnected = useRef(true)
  useEffect(() => {
    void draft.load()
    const keep = () => {
      draft.jot()
      void draft.flush()
    }
    const hidden = () => {
      if (document.visibilityState === 'hidden') keep()
    }
    addEventListener('pagehide', keep)
    document.addEventListener('visibilitychange', hidden)
    return () => {
      removeEventListener('pagehide', keep)
      document.removeEventListener('visibilitychange', hidden)
      keep()
    }
  }, [draft])
  useEffect(() => {
    if (connected && !wasConnected.current) void draft.load()
    wasConnected.current = connected
  }, [connected, draft])
}

/** A draft that nobody has written in yet begins with the style the author looks at. */
export function useFirstStyle(): void {
  const draft = useDraft()
  const { edition } = useEdition()
  const isNew = useDraftPart(
    ({ sheet, savedRevision }) => sheet !== null && savedRevision === 0 && sheet.settings.styles.length === 0,
  )
  useEffect(() => {
    if (isNew && edition) draft.edit({ do: 'settings', settings: { styles: [edition.style] } })
  }, [draft, edition, isNew])
}

function draftOf(client: Client, folder: string): Draft {
  const own = drafts.get(client) ?? new Map<string, Draft>()
  drafts.set(client, own)
  const known = own.get(folder)
  if (known) return known
  const made = openDraft(keeperOf(client), localJotter(folder), {
    after(ms, then) {
      const timer = setTimeout(then, ms)
      return () => clearTimeout(timer)
    },
  })
  own.set(folder, made)
  return made
}

/** What main answers itself is final; everything else is a main that cannot be reached now. */
const AWAY: readonly string[] = ['NOT_REACHED']

function keeperOf(client: Client): SheetKeeper {
  return {
    show: () => client.request('sheet.show', {}),
    save: (input) => client.request('sheet.save', input),
    clear: (what) => client.request('sheet.clear', what),
    undo: () => client.request('sheet.undo', {}),
    problemOf: (error) => (error instanceof RequestError && !AWAY.includes(error.problem.code) ? error.problem : null),
  }
}
