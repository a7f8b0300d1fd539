import { resolve } from 'node:path'
import { openDesk } from '../../src/main/dispatch/desk.ts'
import { BROWSER_HOST, COMMAND_HOST } from '../../src/main/dispatch/host.ts'
import { openHousehold } from '../../src/main/dispatch/household.ts'

/**
 * A process in which somebody works at a book as in a window, made to be killed:
 *
 *   node run-desk.ts browser|command <project> [<request> <input as JSON>]…
 *
 * Prints each reply as a line of JSON, then every event, and stays until standard input ends.
 */
const [kind, folder = '', ...asked] = process.argv.slice(2)
const household = await openHousehold(process.env, null)
const desk = openDesk(household, kind === 'command' ? COMMAND_HOST : BROWSER_HOST, resolve(folder, '..', 'uploads'))
const say = (what: unknown) => process.stdout.write(`${JSON.stringify(what)}\n`)
desk.events.subscribe(({ name, data }) => say({ event: name, data }))
await desk.open(folder)
for (let at = 0; at < asked.length; at += 2)
  say({ reply: await desk.request(asked[at], JSON.parse(asked[at + 1] ?? '{}')) })

process.stdin.resume().on('end', () => void desk.close('land').then(() => process.exit()))
