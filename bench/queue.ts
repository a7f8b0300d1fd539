import { errors } from './queue/errors.ts'
import { makespan } from './queue/makespan.ts'
import { memory } from './queue/memory.ts'
import { openingABook } from './queue/opening.ts'
import { queueOverhead } from './queue/overhead.ts'

/**
 * Speed of the queue, each part beside its floor in the same run; ratios count, seconds do not.
 *
 *   npx node bench/queue.ts [overhead] [makespan] [errors] [memory] [opening]
 */
const PARTS = { overhead: queueOverhead, makespan, errors, memory, opening: openingABook }

const asked = process.argv.slice(2)
for (const [name, measure] of Object.entries(PARTS)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const { passed, lines } = await measure()
  console.log(`\n${passed ? 'PASS' : 'FAIL'} ${name}`)
  for (const line of lines) console.log(`  ${line}`)
  if (!passed) process.exitCode = 1
}
