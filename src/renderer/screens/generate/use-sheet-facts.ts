import { useEffect, useSyncExternalStore } from 'react'
import type { Problem, RouteOutput, SheetProblem } from '../../../shared/contract/index.ts'
import { type Client, RequestError } from '../../api/client.ts'
import { useClient } from '../../api/react.ts'
import { useDraft } from './draft/use-draft.ts'
import { grouped, type ProblemsByBox } from './problems.ts'

type Quote = RouteOutput<'sheet.quote'>

/** What main says of the draft as it is kept: what stands in its way, and what it comes to. */
export interface SheetFacts {
  problems: ProblemsByBox
  /** All errors there are. */
  errors: number
  /** Null = not known yet, or an error of the sheet as a whole keeps it from a price. */
  quote: Quote | null
  /** Why there is no price. */
  problem: Problem | null
  /** The draft these are about; null = none yet. */
  revision: number | null
}

const NOTHING: SheetFacts = { problems: grouped([]), errors: 0, quote: null, problem: null, revision: null }
/** Pages of problems: nobody reads more than that. */
const PAGE = 500
const MOST_PAGES = 10
/** Between two askings, ms: pictures that arrive change the price, but not at every one of them. */
const APART_MS = 700

interface FactsStore {
  facts: SheetFacts
  listeners: Set<() => void>
}

/** One for each client: work and inspector show the same. */
const stores = new WeakMap<Client, FactsStore>()

function storeOf(client: Client): FactsStore {
  const known = stores.get(client)
  if (known) return known
  const made: FactsStore = { facts: NOTHING, listeners: new Set() }
  stores.set(client, made)
  return made
}

export function useSheetFacts(): SheetFacts {
  const store = storeOf(useClient())
  return useSyncExternalStore(
    (listener) => {
      store.listeners.add(listener)
      return () => store.listeners.delete(listener)
    },
    () => store.facts,
  )
}

/** Asks for the facts whenever the kept draft, the book or the queue is otherwise; stands once, in the work. */
export function useAskedSheetFacts(): void {
  const client = useClient()
  const draft = useDraft()
  useEffect(() => {
    const store = storeOf(client)
    let isOver = false
    let isAsking = false
    let isAskedAgain = false
    let timer: ReturnType<typeof setTimeout> | null = null
    const set = (facts: SheetFacts) => {
      store.facts = facts
      for (const listener of store.listeners) listener()
    }
    const ask = async () => {
      if (isAsking) {
        isAskedAgain = true
        return
      }
      isAsking = true
      try {
        const facts = await factsOf(client, store.facts)
        if (isOver) return
        set(facts)
        // Another window has kept something since.
        if (facts.revision !== null && facts.revision > draft.state().savedRevision) void draft.load()
      } catch (error) {
        if (!(error instanceof RequestError)) throw error
      } finally {
        isAsking = false
        if (isAskedAgain && !isOver) {
          isAskedAgain = false
          soon()
        }
      }
    }
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = null
        void ask()
      }, APART_MS)
    }
    set(NOTHING)
    void ask()
    const ends = [
      client.onChange(['sheet', 'styles', 'providers', 'references'], () => void ask()),
      client.onChange(['queue', 'money', 'prompts', 'script', 'book', 'cast'], soon),
    ]
    return () => {
      isOver = true
      if (timer !== null) clearTimeout(timer)
      for (const end of ends) end()
    }
  }, [client, draft])
}

async function factsOf(client: Client, before: SheetFacts): Promise<SheetFacts> {
  const first = await client.request('sheet.check', { limit: PAGE })
  const problems: SheetProblem[] = [...first.problems]
  for (let page = 1; page < MOST_PAGES && problems.length < first.total; page++) {
    const next = await client.request('sheet.check', { offset: page * PAGE, limit: PAGE })
    // The draft has changed meanwhile: it is asked about anew by itself.
    if (next.revision !== first.revision) break
    problems.push(...next.problems)
  }
  const checked = { problems: grouped(problems), errors: first.errors, revision: first.revision }
  try {
    return { ...checked, quote: await client.request('sheet.quote', {}), problem: null }
  } catch (error) {
    if (!(error instanceof RequestError)) throw error
    // Old numbers would be of something else.
    return { ...checked, quote: error.problem.code === 'NOT_REACHED' ? before.quote : null, problem: error.problem }
  }
}
