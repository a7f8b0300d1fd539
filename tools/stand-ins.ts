/**
 * Starts stand-ins for the providers on this computer, so that everything around real ones can be tried without a key and
 * without a bill: `npm run stand-ins`.
 *
 * Each speaks its vendor's protocol, draws roughs, and counts what the vendor would charge. Ctrl-C ends them.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { roughPicture } from '../e2e/harness/vendors/paint.ts'
import type { VendorBase } from '../e2e/harness/vendors/vendor-server.ts'
import { courseOf } from './stand-ins/misbehaving.ts'
import { type StartOptions, VENDORS, type Vendor } from './stand-ins/vendors.ts'
import { bill, environmentLines, logLine } from './stand-ins/words.ts'

const HELP = `npm run stand-ins -- [options]

  --ports <first>     ports from this one on, one for each provider; otherwise any that are free
  --misbehave         server errors, refusals, requests to slow down and full memory now and then
  --env-file <file>   also write the settings to a file, to be read with: source <file>
  --night <seconds>   how long a batch for the night takes; default 20`

interface StandIn {
  id: string
  server: VendorBase
  environment: Record<string, string>
}

try {
  await main()
} catch (error) {
  console.error((error as Error).message)
  // Those that listen already would keep it alive.
  process.exit(2)
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      ports: { type: 'string' },
      misbehave: { type: 'boolean', default: false },
      'env-file': { type: 'string' },
      night: { type: 'string', default: '20' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(HELP)
    return
  }
  const firstPort = values.ports === undefined ? null : wholeNumber('--ports', values.ports, 65_535 - VENDORS.length)
  const nightMs = wholeNumber('--night', values.night, 86_400) * 1000
  const running: StandIn[] = []
  for (const [n, vendor] of VENDORS.entries())
    running.push(await start(vendor, firstPort === null ? 0 : firstPort + n, nightMs, values.misbehave))
  const lines = environmentLines(Object.assign({}, ...running.map(({ environment }) => environment)))
  if (values['env-file']) writeFileSync(values['env-file'], `${lines.join('\n')}\n`)
  console.log(introduction(lines, values['env-file']))
  endOnSignal(running)
}

function wholeNumber(option: string, text: string, most: number): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= 1 && number <= most) return number
  throw new Error(`${option} takes a whole number from 1 to ${most}, not ${text}.`)
}

async function start(vendor: Vendor, port: number, nightMs: number, misbehaves: boolean): Promise<StandIn> {
  const { id, mishaps } = vendor
  const tell = (outcome: number | string, prompt: string) => console.log(logLine(new Date(), id, outcome, prompt))
  const script: StartOptions['script'] = (call) => {
    const course = misbehaves ? courseOf(call, mishaps) : 'ok'
    if (course !== 'ok') tell(course, call.prompt)
    return course
  }
  const server = await vendor.start({ painter: roughPicture, port, script, nightMs }).catch((error: Error) => {
    throw new Error(`The stand-in for ${id} cannot listen on port ${port}: ${error.message}. Choose other --ports.`)
  })
  server.onCharge = (prompt, usd) => tell(usd, prompt)
  return { id, server, environment: vendor.environment(server.url) }
}

function introduction(lines: readonly string[], file: string | undefined): string {
  return `Stand-ins for ${VENDORS.map(({ id }) => id).join(', ')} are ready. Their pictures are roughs, and nobody pays.

In another terminal, in this folder:

${file ? `  source ${file}` : lines.map((line) => `  ${line}`).join('\n')}

Then, for example:

  npx panelwright provider check
  npx panelwright new try.panelwright --title "Try"
  npx panelwright import try.panelwright resources/sample
  npx panelwright plan try.panelwright --style noir --provider openai --chapters 1
  npx panelwright generate try.panelwright --style noir --provider openai --chapters 1 --budget 2
  npx panelwright report try.panelwright

Calls as they come; Ctrl-C ends this and shows the bill.
`
}

function endOnSignal(running: readonly StandIn[]): void {
  let isEnding = false
  const end = async () => {
    if (isEnding) process.exit(130)
    isEnding = true
    const all = running.map(({ id, server }) => ({
      id,
      pictures: [...server.charged.values()].reduce((sum, count) => sum + count, 0),
      billedUsd: server.billedUsd,
    }))
    console.log(`\n${bill(all).join('\n')}`)
    await Promise.all(running.map(({ server }) => server.close()))
    process.exit(0)
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
}
