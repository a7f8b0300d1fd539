import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { orderOf } from '../../e2e/harness/test-book.ts'

/** The newest that could be installed when this was written; see its peers in the package's own documentation. */
const PACKAGE = 'pg-boss@11.1'
const POSTGRES_BIN = '/usr/lib/postgresql/15/bin'

interface Boss {
  start(): Promise<unknown>
  stop(options: { graceful: boolean }): Promise<void>
  on(event: 'error', listener: (error: Error) => void): void
  createQueue(name: string): Promise<void>
  insert(name: string, jobs: { data: unknown }[]): Promise<unknown>
  fetch(name: string): Promise<{ id: string; data: unknown }[]>
  complete(name: string, id: string): Promise<unknown>
}

/** pg-boss on a PostgreSQL of its own with its default durability: so many jobs, fetched and completed one by one. */
export async function measurePgBoss(
  jobs: number,
  atOnce: number,
): Promise<{ ms: number; version: string } | { skipped: string }> {
  if (!existsSync(join(POSTGRES_BIN, 'initdb'))) return { skipped: `there is no PostgreSQL in ${POSTGRES_BIN}` }
  const folder = mkdtempSync(join(process.env.BENCH_TMP ?? tmpdir(), 'panelwright-boss-'))
  const install = spawnSync('npm', ['install', '--no-save', '--ignore-scripts', '--prefix', folder, PACKAGE], {
    encoding: 'utf8',
  })
  if (install.status !== 0) return { skipped: `npm could not install ${PACKAGE}` }
  const postgres = startPostgres(folder)
  if (!postgres) return { skipped: 'PostgreSQL does not start here' }
  try {
    const home = join(folder, 'node_modules', 'pg-boss')
    const { main, version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Record<string, string>
    const module = await import(pathToFileURL(join(home, main ?? 'index.js')).href)
    const PgBoss = module.PgBoss ?? module.default?.PgBoss ?? module.default
    const boss: Boss = new PgBoss({ ...postgres.connection, max: 10, supervise: false, schedule: false })
    boss.on('error', (error) => console.error(error.message))
    await boss.start()
    await boss.createQueue('bench')
    await boss.insert(
      'bench',
      orderOf(jobs).jobs.map(({ request }) => ({ data: request })),
    )
    const begun = performance.now()
    let done = 0
    const loop = async () => {
      for (let [job] = await boss.fetch('bench'); job; [job] = await boss.fetch('bench')) {
        await boss.complete('bench', job.id)
        done++
      }
    }
    await Promise.all(Array.from({ length: atOnce }, loop))
    const ms = performance.now() - begun
    await boss.stop({ graceful: false })
    if (done !== jobs) throw new Error(`pg-boss completed ${done} of ${jobs}`)
    return { ms, version: version ?? '' }
  } finally {
    postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A server of its own on a socket in `folder`; as another user where we are root, because PostgreSQL insists. */
function startPostgres(folder: string) {
  const data = join(folder, 'data')
  const root = process.getuid?.() === 0
  const run = (command: string, ...args: string[]) => {
    const [file, all] = root
      ? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', join(POSTGRES_BIN, command), ...args]]
      : [join(POSTGRES_BIN, command), args]
    execFileSync(file as string, all as string[], { stdio: 'ignore' })
  }
  try {
    if (root) execFileSync('chown', ['-R', 'postgres', folder])
    run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust')
    run('pg_ctl', '-D', data, '-w', '-o', `-k ${folder} -c listen_addresses=`, '-l', join(folder, 'log'), 'start')
  } catch {
    // Whatever the reason, the caller says that it was not run.
    return null
  }
  return {
    connection: { host: folder, user: 'postgres', database: 'postgres' },
    stop: () => run('pg_ctl', '-D', data, '-m', 'immediate', 'stop'),
  }
}
