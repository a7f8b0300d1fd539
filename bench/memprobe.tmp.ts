import { inFolder } from '/work/main/bench/queue/measure.ts'
import { runInBook } from '/work/main/bench/queue/run-in-book.ts'
import { replyWith } from '/work/main/e2e/harness/test-book.ts'
import { tinyPng } from '/work/main/e2e/harness/tiny-picture.ts'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
const pics = Array.from({ length: 8 }, (_, s) => tinyPng(s, 64, 4_000_000))
const JOBS = 6000
await inFolder(async (folder) => {
  const r = await runInBook(folder, JOBS, 8, async ({ seed }) => {
    const p = pics[seed % 8]!
    const b = Buffer.allocUnsafe(p.length)
    for (let at = 0; at < p.length; at += 1e6) { p.copy(b, at, at, at + 1e6); await setImmediate() }
    return replyWith(b)
  }, { watch: (queue) => { let n = 0; queue.subscribe((e) => {
    if (e.type !== 'job.changed' || e.state !== 'done') return
    for (const { path } of queue.store.takes.ofPanel(e.panelId)) void rm(join(folder, path), { force: true })
    if (++n % 500 === 0) { const m = process.memoryUsage(); console.log(n, Math.round(m.rss/1e6), 'heap', Math.round(m.heapUsed/1e6), 'ext', Math.round(m.external/1e6), 'ab', Math.round(m.arrayBuffers/1e6)) }
  }) } })
  console.log(r); return 0
})
