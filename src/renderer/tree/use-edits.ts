import { useState } from 'react'
import type { Problem, RouteInput, RouteName, RouteOutput, TreeEntry } from '../../shared/contract/index.ts'
import { announce } from '../announce/announce.tsx'
import { RequestError } from '../api/client.ts'
import { useClient } from '../api/react.ts'
import { told } from '../i18n/told.ts'
import { useWords } from '../i18n/words.ts'
import type { Drop } from './drop.ts'
import type { TreeRow } from './rows.ts'

export interface TreeEdits {
  problem: Problem | null
  forgetProblem(): void
  move(rows: readonly TreeRow[], to: Drop['to']): Promise<void>
  step(rows: readonly TreeRow[], direction: 'up' | 'down'): Promise<void>
  rename(row: TreeRow, title: string | null): Promise<void>
  /** @returns ids of the copies */
  duplicate(rows: readonly TreeRow[]): Promise<readonly string[]>
  remove(rows: readonly TreeRow[]): Promise<void>
  /** Puts the free prompts on the pages of the book, or takes them off. */
  takeLooseIn(inBook: boolean): Promise<void>
}

/** What can be done to entries of the tree. Each is said; the book's journal offers to take it back. */
export function useEdits(): TreeEdits {
  const client = useClient()
  const words = useWords('tree')
  const [problem, setProblem] = useState<Problem | null>(null)

  async function ask<Name extends RouteName>(name: Name, input: RouteInput<Name>): Promise<RouteOutput<Name> | null> {
    setProblem(null)
    try {
      return await client.request(name, input)
    } catch (error) {
      if (!(error instanceof RequestError)) throw error
      setProblem(error.problem)
      announce(told(error.problem.message), 'assertive')
      return null
    }
  }
  const count = (rows: readonly TreeRow[]) => countWords(words, rows)

  return {
    problem,
    forgetProblem: () => setProblem(null),
    async move(rows, to) {
      const answer = await ask('tree.move', { entries: entriesOf(rows), to })
      if (answer !== null && answer.moved > 0) announce(words('did.move', { what: count(rows) }))
    },
    async step(rows, direction) {
      const answer = await ask('tree.step', { entries: entriesOf(rows), direction })
      if (answer !== null && answer.moved > 0) announce(words('did.move', { what: count(rows) }))
    },
    async rename(row, title) {
      if (await ask('tree.rename', { entry: entryOf(row), title }))
        announce(words('did.rename', { what: count([row]) }))
    },
    async duplicate(rows) {
      const panelIds = rows.filter(({ kind }) => kind === 'panel').map(({ id }) => id)
      if (panelIds.length === 0) return []
      const answer = await ask('tree.duplicate', { panelIds })
      if (answer !== null) announce(words('did.duplicate', { what: count(rows) }))
      return answer?.panelIds ?? []
    },
    async remove(rows) {
      if (await ask('tree.delete', { entries: entriesOf(rows) })) announce(words('did.remove', { what: count(rows) }))
    },
    async takeLooseIn(inBook) {
      if (await ask('tree.loose', { inBook })) announce(inBook ? words('loose.takenIn') : words('loose.keptOff'))
    },
  }
}

const entryOf = ({ kind, id }: TreeRow): TreeEntry => ({ kind, id })
const entriesOf = (rows: readonly TreeRow[]) => rows.map(entryOf)

/** “3 panels”; of several kinds, “5 entries”. */
export function countWords(words: ReturnType<typeof useWords<'tree'>>, rows: readonly TreeRow[]): string {
  const [first] = rows
  const count = rows.length
  if (first === undefined || rows.some(({ kind }) => kind !== first.kind)) return words('count.entry', { count })
  if (first.kind === 'chapter') return words('count.chapter', { count })
  return first.kind === 'scene' ? words('count.scene', { count }) : words('count.panel', { count })
}
