import { useSyncExternalStore } from 'react'
import type { Problem, RouteInput, RouteOutput } from '../../../../shared/contract/index.ts'
import { upload } from '../../../api/address.ts'
import { type Client, RequestError } from '../../../api/client.ts'
import { type Dropped, MOST_BYTES } from './read-drop.ts'

/** Whose picture it is to be. */
export interface Target {
  kind: 'person' | 'place'
  id: string
  role?: RouteInput<'reference.add'>['role']
  /** Label of the look it shows. */
  look?: string
  /** Whose model looks for a person; absent = nobody's. */
  ask?: RouteInput<'reference.add'>['ask']
}

/** Why something was left out, where the window says it in its own words. */
export type LocalReason =
  | 'folder'
  | 'text'
  | 'nothing'
  | 'tooHeavy'
  | 'unreadable'
  | 'blurred'
  | 'noPerson'
  | 'personSmall'

/** One picture on its way into the book, or what became of it. */
export interface Intake {
  id: string
  target: Target
  /** As the author named it; of an address its host. */
  name: string
  /**
   * asks: an address waits for the author's yes · fetching, sending, checking: under way · refused: left out, with why ·
   * again: the book has it already
   */
  state: 'asks' | 'fetching' | 'sending' | 'checking' | 'refused' | 'again'
  address: string | null
  /** Shown while it is on its way; null = nothing can be shown. */
  preview: string | null
  reason: LocalReason | null
  /** What main says. */
  problem: Problem | null
  bytes: number | null
  /** The reference that the book has of it already; null = none. */
  reference: string | null
  /** It can be taken in spite of what was found. */
  canTakeAnyway: boolean
}

interface Kept extends Intake {
  file: File | null
  uploaded: { upload: string } | null
}

/** Checked at the same time: each holds a whole picture in memory. */
const AT_ONCE = 2

let intakes: readonly Kept[] = []
let working = 0
const queue: (() => Promise<void>)[] = []
const listeners = new Set<() => void>()

function publish(next: readonly Kept[]): void {
  intakes = next
  for (const listener of listeners) listener()
}

function change(id: string, over: Partial<Kept>): void {
  publish(intakes.map((each) => (each.id === id ? { ...each, ...over } : each)))
}

/** Everything on its way, and what was left out until it is put aside. It outlives going to another screen. */
export function useIntakes(): readonly Intake[] {
  return useSyncExternalStore(follow, () => intakes)
}

function follow(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Another book: what was on its way to this one is no longer shown. */
export function forgetIntakes(): void {
  for (const { preview } of intakes) if (preview !== null) URL.revokeObjectURL(preview)
  queue.length = 0
  publish([])
}

export function putAside(...ids: readonly string[]): void {
  const isAside = ({ id }: Kept) => ids.includes(id)
  for (const { preview } of intakes.filter(isAside)) if (preview !== null) URL.revokeObjectURL(preview)
  publish(intakes.filter((each) => !isAside(each)))
}

/** Called when a picture is in the book. */
export type OnAdded = (added: RouteOutput<'reference.add'>, name: string) => void

/** Takes in what was dropped, pasted or chosen. Addresses wait until the author says yes. */
export function takeIn(client: Client, target: Target, dropped: readonly Dropped[], onAdded: OnAdded): void {
  for (const each of dropped) {
    const draft = draftOf(each, target)
    publish([...intakes, draft])
    if (draft.state === 'sending') start(() => send(client, draft.id, onAdded))
  }
}

/** The author lets an address be asked. */
export function fetchAddress(client: Client, id: string, onAdded: OnAdded): void {
  change(id, { state: 'fetching' })
  start(async () => {
    try {
      const { address } = find(id)
      const { upload: uploaded, name, bytes } = await client.request('reference.fetch', { address: address! })
      change(id, { uploaded: { upload: uploaded }, name, bytes })
      await check(client, id, false, onAdded)
    } catch (error) {
      refuse(id, error)
    }
  })
}

/** Takes a picture in spite of a doubt. */
export function takeAnyway(client: Client, id: string, onAdded: OnAdded): void {
  change(id, { state: 'checking', reason: null, problem: null, canTakeAnyway: false })
  start(() => check(client, id, true, onAdded))
}

function draftOf(dropped: Dropped, target: Target): Kept {
  const draft: Kept = {
    id: crypto.randomUUID(),
    target,
    name: '',
    state: 'refused',
    address: null,
    preview: null,
    reason: null,
    problem: null,
    bytes: null,
    reference: null,
    canTakeAnyway: false,
    file: null,
    uploaded: null,
  }
  switch (dropped.kind) {
    case 'folder':
      return { ...draft, name: dropped.name, reason: 'folder' }
    case 'text':
      return { ...draft, name: dropped.text.slice(0, 60), reason: 'text' }
    case 'nothing':
      return { ...draft, reason: 'nothing' }
    case 'address':
      return { ...draft, name: new URL(dropped.address).host, address: dropped.address, state: 'asks' }
    case 'file': {
      const { file } = dropped
      const { name, size: bytes } = file
      if (bytes > MOST_BYTES) return { ...draft, name, bytes, reason: 'tooHeavy' }
      const preview = /^image\/(png|jpeg|webp)$/.test(file.type) ? URL.createObjectURL(file) : null
      return { ...draft, name, bytes, file, preview, state: 'sending' }
    }
  }
}

/** Work waits for its turn. */
function start(work: () => Promise<void>): void {
  queue.push(work)
  void next()
}

async function next(): Promise<void> {
  if (working >= AT_ONCE) return
  const work = queue.shift()
  if (work === undefined) return
  working++
  try {
    await work()
  } finally {
    working--
    void next()
  }
}

async function send(client: Client, id: string, onAdded: OnAdded): Promise<void> {
  try {
    change(id, { uploaded: await upload(find(id).file!) })
    await check(client, id, false, onAdded)
  } catch (error) {
    refuse(id, error)
  }
}

/** What the checks doubt; the author may take it anyway. */
const DOUBTS: Readonly<Record<string, LocalReason>> = {
  'reference-blurred': 'blurred',
  'reference-no-person': 'noPerson',
  'reference-person-small': 'personSmall',
}

async function check(client: Client, id: string, anyway: boolean, onAdded: OnAdded): Promise<void> {
  const { target, uploaded, name } = find(id)
  change(id, { state: 'checking' })
  const { kind: _, id: who, ...wanted } = target
  const role = target.role ?? (target.kind === 'person' ? 'face' : 'place')
  try {
    const report = await client.request('reference.add', {
      ...wanted,
      who,
      role,
      pictures: [uploaded!],
      anyway,
      task: id,
    })
    const [added] = report.files
    if (added === undefined || added.state === 'left-out') {
      const [problem] = added?.problems ?? []
      const reason = DOUBTS[problem?.code ?? ''] ?? null
      change(id, { state: 'refused', reason, problem: problem ?? null, canTakeAnyway: reason !== null })
    } else if (added.state === 'again') {
      change(id, { state: 'again', reference: added.reference?.id ?? null })
    } else {
      putAside(id)
      onAdded(report, name)
    }
  } catch (error) {
    refuse(id, error)
  }
}

function refuse(id: string, error: unknown): void {
  // Put aside meanwhile: nobody looks at it any more.
  if (!(error instanceof RequestError)) return
  if (error.problem.code === 'UNREADABLE') change(id, { state: 'refused', reason: 'unreadable' })
  else change(id, { state: 'refused', problem: error.problem })
}

/** What was put aside while it was under way is worked off without being shown. */
function find(id: string): Kept {
  const found = intakes.find((each) => each.id === id)
  if (found) return found
  throw new Error('put aside')
}
