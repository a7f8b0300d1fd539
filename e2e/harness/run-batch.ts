import { checkPicture } from '../../src/main/images/check-picture.ts'
import { openProject } from '../../src/main/open-project.ts'
import type { ImageProvider } from '../../src/main/providers/provider.ts'
import { connectProviders, findProvider } from '../../src/main/providers/registry.ts'
import { JOB_STEPS } from '../../src/main/queue/context.ts'
import { openQueue } from '../../src/main/queue/open-queue.ts'
import { httpProvider } from './http-provider.ts'
import { atOnce, batchOrder, orderOf } from './test-book.ts'
import { VENDOR_CASES, type VendorCase, vendorOrder } from './vendors/vendor-cases.ts'

/**
 * A process that works on a book, made to be killed:
 *
 *   node run-batch.ts <project> <jobs> <provider url> paid|free   the provider of the harness
 *   node run-batch.ts <project> <jobs> <vendor>                   a provider that ships, found by the environment
 *
 * `CRASH_AT=renamed:3` kills it right after the third time a job has come to that step. Interrupted paid calls are
 * made again, as with `--retry-interrupted`. Prints the recovery report, then how the run ended, as JSON lines.
 */
const [folder = '', jobs = '', vendorOrUrl = '', price] = process.argv.slice(2)
const [crashStep, crashTime = '1'] = (process.env.CRASH_AT ?? '').split(':')
if (crashStep && !(JOB_STEPS as readonly string[]).includes(crashStep)) throw new Error(`No step ${crashStep}`)
let timesLeft = Number(crashTime)

const project = openProject(folder, { mode: 'own', what: 'run-batch' })
const vendor = VENDOR_CASES.find(({ id }) => id === vendorOrUrl)
const queue = openQueue(project, {
  providers: [vendor ? connected(vendor) : { ...httpProvider(vendorOrUrl), free: price === 'free' }],
  checkPicture,
  onStep(step) {
    if (step === crashStep && --timesLeft === 0) process.kill(process.pid, 'SIGKILL')
  },
  freeReserve: async () => project.reserve.release(),
})
const recovery = await queue.recover()
console.log(JSON.stringify({ recovery }))
queue.enqueue(
  vendor ? batchOrder(Array.from({ length: Number(jobs) }, (_, n) => vendorOrder(vendor, n))) : orderOf(Number(jobs)),
)
queue.retry({ states: ['unknown'] }, { unknown: true })
const end = await queue.run()
console.log(JSON.stringify({ ended: end.ended, counts: queue.counts() }))
project.close()

/** Without the account's pace: what is looked at here is what a kill leaves behind. */
function connected({ id, mostUsd }: VendorCase): ImageProvider {
  const provider = findProvider(id, connectProviders())
  return mostUsd === 0 ? provider : { ...provider, ...atOnce(8) }
}
