import { join } from 'node:path'
import { openQueue } from '../../src/main/queue/open-queue.ts'
import { openStore } from '../../src/main/store/open-store.ts'

/** Opens a book as a fresh process and tells how long the first page and the look at all files took, as JSON. */
const folder = process.argv[2] ?? ''
const begun = performance.now()
const store = openStore(join(folder, 'book.sqlite'))
const queue = openQueue(
  { folder, store },
  { providers: [], checkPicture: () => Promise.reject(new Error('No strays here')) },
)
const counts = queue.counts()
const page = queue.jobs({}, { offset: 0, limit: 200 })
const firstPageMs = performance.now() - begun
if (counts.done !== 50_000 || page.length !== 200) throw new Error('The book is not as it should be')
const beforeRecovery = performance.now()
const { missing, changed, foreign } = await queue.recover()
if (missing.length + changed.length + foreign.length > 0) throw new Error('Files were taken for lost')
console.log(JSON.stringify({ firstPageMs, recoveryMs: performance.now() - beforeRecovery }))
store.close()
