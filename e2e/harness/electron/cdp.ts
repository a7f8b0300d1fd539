import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { WebSocket } from 'ws'

const FLAGS = [
  '--headless=new',
  '--remote-debugging-port=0',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-startup-window',
]

/** Chromium, spoken to over its own debugging protocol. */
export interface Chromium {
  send<Result = unknown>(method: string, params?: object, session?: string): Promise<Result>
  /** Events of one page. */
  of(session: string, listener: (method: string, params: never) => void): void
  /** Ends it, or says that it ended by itself. */
  process: ChildProcess
}

/** @param profile folder of this run's own */
export async function startChromium(profile: string): Promise<Chromium> {
  const program = process.env.CHROMIUM ?? '/usr/bin/chromium'
  const child = spawn(program, [...FLAGS, `--user-data-dir=${profile}`], { stdio: ['ignore', 'ignore', 'pipe'] })
  process.on('exit', () => child.kill('SIGKILL'))
  const address = await new Promise<string>((found, failed) => {
    child.on('exit', () => failed(new Error('Chromium ended before it could be spoken to')))
    child.on('error', failed)
    child.stderr.on('data', (bytes: Buffer) => {
      // Whoever drives this from outside waits for the same line.
      process.stderr.write(bytes)
      const [, url] = /DevTools listening on (ws:\S+)/.exec(String(bytes)) ?? []
      if (url) found(url)
    })
  })
  const socket = new WebSocket(address, { perMessageDeflate: false, maxPayload: 2 ** 28 })
  await once(socket, 'open')
  const pages = new EventEmitter()
  const waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void; method: string }>()
  let last = 0
  socket.on('message', (data) => {
    const message = JSON.parse(String(data))
    if (message.id === undefined) {
      pages.emit(message.sessionId ?? '', message.method, message.params)
      return
    }
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error) asked?.reject(new Error(`${asked.method}: ${message.error.message}`))
    else asked?.resolve(message.result as never)
  })
  return {
    process: child,
    send(method, params = {}, sessionId) {
      return new Promise((resolve, reject) => {
        const id = ++last
        waiting.set(id, { resolve, reject, method })
        socket.send(JSON.stringify({ id, method, params, sessionId }))
      })
    },
    of(session, listener) {
      pages.on(session, (method, params) => listener(method, params as never))
    },
  }
}
