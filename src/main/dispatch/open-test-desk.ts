import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RouteInput, RouteName, RouteOutput, WireEvent } from '../../shared/contract/index.ts'
import { openQuayBook } from '../services/quay-book.ts'
import { type Desk, openDesk } from './desk.ts'
import { COMMAND_HOST, type Host } from './host.ts'
import { openHousehold } from './household.ts'

/** A real desk over a real book in a temporary folder, with settings of its own. For tests. */
export interface TestDesk {
  desk: Desk
  /** The book's folder; nothing is open at first. */
  folder: string
  /** Everything told so far. */
  events: WireEvent[]
  /** What went wrong that should not have. */
  faults: unknown[]
  /** The answer to a request that must succeed. */
  ask<Name extends RouteName>(name: Name, input: RouteInput<Name>): Promise<RouteOutput<Name>>
  /** When an event comes that is meant; also one that came before. */
  until(isMeant: (event: WireEvent) => boolean): Promise<WireEvent>
  close(): Promise<void>
}

/** @param chapters of three panels each */
export async function openTestDesk(options: { host?: Host; chapters?: number } = {}): Promise<TestDesk> {
  const base = mkdtempSync(join(tmpdir(), 'panelwright-desk-'))
  const book = await openQuayBook(options.chapters ?? 1, base)
  const { folder } = book.project
  book.project.close()
  const env = { ...process.env, PANELWRIGHT_SETTINGS: join(base, 'settings'), PANELWRIGHT_BOOKS: join(base, 'books') }
  const faults: unknown[] = []
  const household = {
    ...(await openHousehold(env, null)),
    onUnexpected(error: unknown) {
      faults.push(error)
      return null
    },
  }
  const desk = openDesk(household, options.host ?? COMMAND_HOST, join(base, 'uploads'))
  const events: WireEvent[] = []
  const waiting = new Set<() => void>()
  desk.events.subscribe((event) => {
    events.push(event)
    for (const look of [...waiting]) look()
  })
  return {
    desk,
    folder,
    events,
    faults,
    async ask(name, input) {
      const reply = await desk.request(name, input)
      if (reply.ok) return reply.data as never
      throw new Error(`${name}: ${reply.error.code} ${reply.error.message}`)
    },
    until(isMeant) {
      return new Promise((resolve) => {
        const look = () => {
          const found = events.find(isMeant)
          if (!found) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      })
    },
    async close() {
      await desk.close('cut')
      rmSync(base, { recursive: true, force: true })
    },
  }
}
