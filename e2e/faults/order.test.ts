import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeKillableProject } from '../harness/batch-process.ts'
import { startMisbehavingServer } from '../harness/misbehaving-server.ts'

const canTrace = spawnSync('strace', ['-V']).status === 0
if (!canTrace) console.warn('NOT RUN: the order of system calls, because there is no strace here.')

test.skipIf(!canTrace)(
  'a picture is on disk, under its name, in its folder, before the book says that it is there',
  async () => {
    const server = await startMisbehavingServer()
    const project = makeKillableProject(1, server)
    const folder = mkdtempSync(join(tmpdir(), 'panelwright-trace-'))
    const trace = join(folder, 'trace')
    const only = 'trace=fsync,fdatasync,rename,renameat,renameat2'
    try {
      const { code, errors } = await project.start({ under: ['strace', '-f', '-y', '-e', only, '-o', trace] }).gone
      expect(errors).toBe('')
      expect(code).toBe(0)
      const calls = readCalls(readFileSync(trace, 'utf8'))
      const synced = firstAfter(-1, /^f(?:data)?sync\(.*\.tmp>/, calls)
      const renamed = firstAfter(synced.ended, /^rename.*\.tmp/, calls)
      const inFolder = firstAfter(renamed.ended, /^fsync\(.*takes\/ch01\/sc01>/, calls)
      firstAfter(inFolder.ended, /^f(?:data)?sync\(.*book\.sqlite-wal>/, calls)
    } finally {
      project.remove()
      rmSync(folder, { recursive: true })
      await server.close()
    }
  },
)

interface SystemCall {
  text: string
  /** Lines of the trace. */
  begun: number
  ended: number
}

/** Calls of several threads come in two halves where others go on in between. */
function readCalls(trace: string): SystemCall[] {
  const calls: SystemCall[] = []
  const open = new Map<string, SystemCall>()
  for (const [line, text] of trace.split('\n').entries()) {
    const [, thread = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(text) ?? []
    if (rest.startsWith('<...')) {
      const call = open.get(thread)
      if (call) call.ended = line
      continue
    }
    const call = { text: rest, begun: line, ended: rest.endsWith('<unfinished ...>') ? Number.POSITIVE_INFINITY : line }
    open.set(thread, call)
    calls.push(call)
  }
  return calls
}

/** The first call of a kind that begins after a line. */
function firstAfter(line: number, pattern: RegExp, calls: SystemCall[]): SystemCall {
  const call = calls.find(({ text, begun }) => begun > line && pattern.test(text))
  if (!call) throw new Error(`No ${pattern} after line ${line} of\n${calls.map(({ text }) => text).join('\n')}`)
  return call
}
