import { createHash } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { addPanels, atOnce, orderOf, plainProvider, replyWith } from '../../e2e/harness/test-book.ts'
import { openQueue } from '../../src/main/queue/open-queue.ts'
import { openStore } from '../../src/main/store/open-store.ts'
import { inFolder, type Measured, median, perSecond } from './measure.ts'
import { measurePgBoss } from './pg-boss.ts'

const JOBS = 5_000
const AT_ONCE = 8
const ROUNDS = 5
const LEAST_OF_FLOOR = 0.5
const LEAST_OF_PG_BOSS = 3

/**
 * What the queue itself costs: 5,000 jobs whose provider answers at once.
 *
 * Ours does all its bookkeeping: frozen request read back, claim with caps looked at, attempt opened and closed, take
 * row with its hash and its search for the same bytes, ledger line, job settled, events told; the picture is not
 * written, because the floor writes none either. The floor is the barest safe queue: one table, one commit to claim and
 * one to complete. Both run in WAL mode with `synchronous = FULL`, one job at a time in each of eight loops.
 */
export async function queueOverhead(): Promise<Measured> {
  const floor: number[] = []
  const ours: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    floor.push(await inFolder(bareFloor))
    ours.push(await inFolder(ourQueue))
  }
  const ratios = floor.map((ms, round) => ms / ours[round]!)
  const ratio = median(ratios)
  const lines = [
    `bare SQLite FULL  ${perSecond(JOBS, median(floor))} jobs/s`,
    `this queue        ${perSecond(JOBS, median(ours))} jobs/s`,
    `× floor           ${ratio.toFixed(2)} (least ${LEAST_OF_FLOOR}; rounds ${ratios.map((one) => one.toFixed(2)).join(' ')})`,
  ]
  const boss = await measurePgBoss(JOBS, AT_ONCE)
  if ('skipped' in boss)
    return { passed: ratio >= LEAST_OF_FLOOR, lines: [...lines, `pg-boss NOT RUN: ${boss.skipped}`] }
  const timesBoss = boss.ms / median(ours)
  lines.push(
    `pg-boss ${boss.version}    ${perSecond(JOBS, boss.ms)} jobs/s, fetched and completed one by one`,
    `× pg-boss         ${timesBoss.toFixed(1)} (least ${LEAST_OF_PG_BOSS})`,
  )
  return { passed: ratio >= LEAST_OF_FLOOR && timesBoss >= LEAST_OF_PG_BOSS, lines }
}

async function bareFloor(folder: string): Promise<number> {
  const db = new Database(join(folder, 'floor.db'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec(`create table task (id integer primary key, state text not null default 'queued', payload text not null, result text);
    create index task_ready on task (id) where state = 'queued'`)
  const insert = db.prepare('insert into task (payload) values (?)')
  const requests = orderOf(JOBS).jobs.map(({ request }) => JSON.stringify(request))
  db.transaction(() => {
    for (const request of requests) insert.run(request)
  })()
  const claim = db.prepare(
    `update task set state = 'running' where id = (select id from task where state = 'queued' order by id limit 1)
     returning id, payload`,
  )
  const complete = db.prepare("update task set state = 'done', result = ? where id = ?")
  const begun = performance.now()
  const loop = async () => {
    for (;;) {
      const task = claim.get() as { id: number; payload: string } | undefined
      if (!task) return
      await Promise.resolve(JSON.parse(task.payload))
      complete.run('takes/x.png', task.id)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, loop))
  const ms = performance.now() - begun
  db.close()
  return ms
}

async function ourQueue(folder: string): Promise<number> {
  const store = openStore(join(folder, 'book.sqlite'))
  addPanels(store, JOBS)
  let files = 0
  let events = 0
  const queue = openQueue(
    { folder, store },
    {
      providers: [
        plainProvider({ ...atOnce(AT_ONCE), generate: async ({ prompt }) => replyWith(Buffer.from(prompt)) }),
      ],
      checkPicture: () => {
        throw new Error('No picture is checked here')
      },
      files: {
        store: async (bytes) => {
          const sha256 = createHash('sha256').update(bytes).digest('hex')
          return { path: `takes/${files++}.png`, sha256, bytes: bytes.byteLength, width: 64, height: 64, format: 'png' }
        },
      },
    },
  )
  queue.subscribe(() => events++)
  await queue.recover()
  queue.enqueue(orderOf(JOBS))
  const begun = performance.now()
  await queue.run()
  const ms = performance.now() - begun
  if (queue.counts().done !== JOBS || events < 2 * JOBS) throw new Error('Jobs were lost')
  store.close()
  return ms
}
