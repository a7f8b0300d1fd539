import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { WebSocket } from 'ws'

const PROGRAM = 'chromium'
const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-scrollbars',
  '--force-color-profile=srgb',
  '--force-device-scale-factor=1',
  '--remote-debugging-port=0',
]

/** A browser without a screen, spoken to over its own protocol. */
export class Chromium {
  readonly #process: ChildProcess
  readonly #profile: string
  readonly #socket: WebSocket
  readonly #answers = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>()
  readonly #events = new Map<string, () => void>()
  #calls = 0
  #session: string | undefined

  private constructor(process: ChildProcess, profile: string, socket: WebSocket) {
    this.#process = process
    this.#profile = profile
    this.#socket = socket
    socket.on('message', (data) => this.#receive(JSON.parse(String(data))))
  }

  static async open(): Promise<Chromium> {
    const profile = mkdtempSync(join(tmpdir(), 'panelwright-chromium-'))
    const child = spawn(PROGRAM, [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const address = await new Promise<string>((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', (code) => reject(new Error(`${PROGRAM} ended at once with ${code}`)))
      createInterface(child.stderr!).on('line', (line) => {
        const [, found] = /^DevTools listening on (ws:\S+)/.exec(line) ?? []
        if (found !== undefined) resolve(found)
      })
    })
    const socket = new WebSocket(address, { maxPayload: 1 << 28 })
    await once(socket, 'open')
    const browser = new Chromium(child, profile, socket)
    const { targetId } = await browser.call<{ targetId: string }>('Target.createTarget', { url: 'about:blank' })
    const attached = { targetId, flatten: true }
    browser.#session = (await browser.call<{ sessionId: string }>('Target.attachToTarget', attached)).sessionId
    await browser.call('Page.enable')
    return browser
  }

  /** One method of the protocol on the open page. @throws Error with what the browser said */
  call<Result>(method: string, params: object = {}): Promise<Result> {
    const id = ++this.#calls
    this.#socket.send(JSON.stringify({ id, method, params, sessionId: this.#session }))
    return new Promise((resolve, reject) => {
      this.#answers.set(id, { resolve: resolve as (result: unknown) => void, reject })
    })
  }

  /** Opens a file and waits until its pictures are there. */
  async show(url: string, widthPx: number, heightPx: number): Promise<void> {
    const size = { width: widthPx, height: heightPx, deviceScaleFactor: 1, mobile: false }
    await this.call('Emulation.setDeviceMetricsOverride', size)
    const loaded = new Promise<void>((resolve) => this.#events.set('Page.loadEventFired', resolve))
    await this.call('Page.navigate', { url })
    await loaded
  }

  /** What the page shows, as a PNG. */
  async picture(): Promise<Buffer> {
    const { data } = await this.call<{ data: string }>('Page.captureScreenshot', { format: 'png' })
    return Buffer.from(data, 'base64')
  }

  /** The value of an expression in the page. */
  async evaluate<Value>(expression: string): Promise<Value> {
    const { result, exceptionDetails } = await this.call<{ result: { value: Value }; exceptionDetails?: object }>(
      'Runtime.evaluate',
      { expression, returnByValue: true, awaitPromise: true },
    )
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails))
    return result.value
  }

  async close(): Promise<void> {
    const ended = once(this.#process, 'exit')
    this.#process.kill('SIGTERM')
    await ended
    this.#socket.terminate()
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }

  #receive(message: { id?: number; method?: string; result?: unknown; error?: { message: string } }): void {
    if (message.id === undefined) {
      this.#events.get(message.method ?? '')?.()
      return
    }
    const waiting = this.#answers.get(message.id)
    this.#answers.delete(message.id)
    if (message.error === undefined) waiting?.resolve(message.result)
    else waiting?.reject(new Error(message.error.message))
  }
}
