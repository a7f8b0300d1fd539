import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkPicture } from '../../src/main/images/check-picture.ts'
import { openProject } from '../../src/main/open-project.ts'
import { JOB_STEPS, OVERNIGHT_STEPS } from '../../src/main/queue/context.ts'
import { openQueue } from '../../src/main/queue/open-queue.ts'
import { ALL } from '../../src/main/store/queue/jobs.ts'
import { connected, overnightOrders, REFERENCE_PATH, referenceTo } from './overnight-book.ts'
import { hurriedClock } from './test-book.ts'

/**
 * A process that hands a book's pictures to an overnight service and collects them, made to be killed:
 *
 *   node run-overnight.ts <project> <jobs> <vendor>   a provider that ships, found by the environment
 *
 * `CRASH_AT=handed-over:2` kills it right after the second time a batch or a job has come to that step. A minute of
 * waiting passes in 0.6 s. Prints the recovery report, then how the run ended, as JSON lines.
 */
const [folder = '', jobs = '', vendor = ''] = process.argv.slice(2)
const [crashStep, crashTime = '1'] = (process.env.CRASH_AT ?? '').split(':')
const steps: readonly string[] = [...JOB_STEPS, ...OVERNIGHT_STEPS]
if (crashStep && !steps.includes(crashStep)) throw new Error(`No step ${crashStep}`)
let timesLeft = Number(crashTime)

const project = openProject(folder, { mode: 'own', what: 'run-overnight' })
const queue = openQueue(project, {
  providers: [connected(vendor, process.env)],
  checkPicture,
  clock: hurriedClock(100),
  onStep(step) {
    if (step === crashStep && --timesLeft === 0) process.kill(process.pid, 'SIGKILL')
  },
  freeReserve: async () => project.reserve.release(),
})
const recovery = await queue.recover()
console.log(JSON.stringify({ recovery }))
const references = [referenceTo(REFERENCE_PATH, readFileSync(join(folder, REFERENCE_PATH)))]
for (const order of overnightOrders(vendor, Number(jobs), references)) queue.enqueue(order)
const end = await queue.runOvernight({ jobs: queue.jobs({}, ALL).map(({ id }) => id), pollMs: 1_000 })
console.log(JSON.stringify({ ended: end.ended, counts: queue.counts() }))
project.close()
