import { useEffect, useSyncExternalStore } from 'react'
import { type Client, RequestError } from '../../api/client.ts'
import { useClient } from '../../api/react.ts'

/** After this without another wish they are asked for, ms: who scrolls past asks for none. */
const REST_MS = 140
const MOST_AT_ONCE = 24
/** Names kept; they are short. */
const MOST_KNOWN = 4_000

interface Wish {
  panelId: string
  style: string
  lang: string
}

/** Names of roughs by panel and edition; null = there is none. */
const known = new Map<string, string | null>()
const wishes = new Map<string, Wish>()
const listeners = new Set<() => void>()
/** Counts up when what is known may be otherwise by now. */
let round = 0
let timer: ReturnType<typeof setTimeout> | null = null

/** The rough of a panel whose picture is not there; null until it is known. */
export function useRough(panelId: string, style: string, lang: string): string | null {
  const client = useClient()
  const key = `${style} ${lang} ${panelId}`
  const now = useSyncExternalStore(follow, () => round)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again in every round
  useEffect(() => {
    if (known.has(key)) return
    wishes.set(key, { panelId, style, lang })
    soon(client)
    return () => void wishes.delete(key)
  }, [client, key, panelId, style, lang, now])
  return useSyncExternalStore(follow, () => known.get(key) ?? null)
}

/** What is seen in panels may be otherwise by now; for the work, once. */
export function useRoughsOfThisBook(): void {
  const client = useClient()
  useEffect(() => client.onChange(['book', 'script', 'cast', 'styles'], forget), [client])
}

function forget(): void {
  known.clear()
  round++
  for (const listener of listeners) listener()
}

function soon(client: Client): void {
  if (timer !== null) clearTimeout(timer)
  timer = setTimeout(() => {
    timer = null
    void ask(client)
  }, REST_MS)
}

async function ask(client: Client): Promise<void> {
  const [first] = wishes.values()
  if (first === undefined) return
  const { style, lang } = first
  const asked = [...wishes].filter(([, wish]) => wish.style === style && wish.lang === lang).slice(0, MOST_AT_ONCE)
  for (const [key] of asked) wishes.delete(key)
  const panelIds = asked.map(([, { panelId }]) => panelId)
  const found = await client.request('panel.roughs', { panelIds, style, lang }).catch((error) => {
    // A place without its rough is a place all the same.
    if (!(error instanceof RequestError)) throw error
    return { roughs: [] }
  })
  const names = new Map(found.roughs.map(({ panelId, rough }) => [panelId, rough]))
  for (const [key, { panelId }] of asked) known.set(key, names.get(panelId) ?? null)
  for (const key of known.keys()) {
    if (known.size <= MOST_KNOWN) break
    known.delete(key)
  }
  for (const listener of listeners) listener()
  if (wishes.size > 0) await ask(client)
}

function follow(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
