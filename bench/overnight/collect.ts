import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkPicture } from '../../src/main/images/check-picture.ts'
import { connectProviders } from '../../src/main/providers/registry.ts'
import { openQueue } from '../../src/main/queue/open-queue.ts'
import { openStore } from '../../src/main/store/open-store.ts'

/** Collects what is out of the book in a folder, and says what it took: `node collect.js <folder>` */
const [folder = ''] = process.argv.slice(2)

/** The most this process ever had in memory. `maxRSS` would be that of the process that started it. */
const peakMb = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024

const store = openStore(join(folder, 'book.sqlite'))
const queue = openQueue({ folder, store }, { providers: connectProviders(), checkPicture })
await queue.recover()
const before = peakMb()
const begun = performance.now()
await queue.runOvernight({ jobs: [], pollMs: 100 })
const seconds = (performance.now() - begun) / 1000
console.log(JSON.stringify({ done: queue.counts().done, before, peak: peakMb(), seconds }))
store.close()
