import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Chromium } from './cdp.ts'

/** What main handed to the stand-in, as pages need it. */
export interface Surroundings {
  chromium(): Promise<Chromium>
  /** Handlers of own schemes. */
  schemes: ReadonlyMap<string, (request: Request) => Response | Promise<Response>>
  /** Handlers of ipc channels. */
  channels: ReadonlyMap<string, (event: object, ...args: unknown[]) => unknown>
}

interface Preferences {
  preload?: string
  sandbox?: boolean
  contextIsolation?: boolean
}

interface PausedRequest {
  requestId: string
  request: {
    url: string
    method: string
    headers: Record<string, string>
    /** The body in pieces, base64. */
    postDataEntries?: { bytes?: string }[]
  }
}

/** Byte for byte: as text, as the protocol gives it beside, a picture would be broken. */
function bodyOf({ postDataEntries = [] }: PausedRequest['request']): Buffer<ArrayBuffer> | null {
  if (postDataEntries.length === 0) return null
  return Buffer.concat(postDataEntries.map(({ bytes = '' }) => Buffer.from(bytes, 'base64')))
}

const WORLDS = readFileSync(new URL('./worlds.js', import.meta.url), 'utf8')
const PRELOAD_WORLD = 'preload'
const PATIENCE_MS = 5_000
let lastId = 0

/** One page of Chromium as Electron's WebContents. */
export class Page extends EventEmitter {
  readonly id = ++lastId
  readonly #around: Surroundings
  readonly #preferences: Preferences
  readonly #opened: Promise<void>
  #send: <Result>(method: string, params?: object) => Promise<Result> = () => Promise.reject(new Error('not open yet'))
  #preloadContext = 0
  #url = 'about:blank'
  #target = ''
  #isClosed = false
  #hasCrashed = false
  /** What main knows this page as. */
  self: Page = this
  windowOpenHandler: ((details: { url: string }) => { action: string }) | null = null

  constructor(around: Surroundings, preferences: Preferences, size: { width: number; height: number }) {
    super()
    this.#around = around
    this.#preferences = preferences
    this.#opened = this.#open(size)
  }

  async loadURL(url: string): Promise<void> {
    await this.#opened
    await this.#send('Page.navigate', { url: this.#shown(url) })
  }

  reload(): void {
    void this.#reload()
  }

  /** Asked for in the very moment of a crash it may come to nothing: once more, until a page is there again. */
  async #reload(): Promise<void> {
    for (let pauseMs = 500; ; pauseMs *= 2) {
      void this.#send('Page.reload').catch(() => {})
      await new Promise((resume) => setTimeout(resume, pauseMs))
      if (!this.#hasCrashed || this.#isClosed) return
    }
  }

  getURL = () => this.#url
  isDestroyed = () => this.#isClosed

  send(channel: string, ...args: unknown[]): void {
    // What cannot be cloned cannot be sent.
    structuredClone(args)
    void this.#tellPreload({ channel, args })
  }

  setWindowOpenHandler(handler: Page['windowOpenHandler']): void {
    this.windowOpenHandler = handler
  }

  /** As Electron's own, for tests: ends the page's process. */
  forcefullyCrashRenderer(): void {
    void this.#send('Page.crash').catch(() => {})
  }

  /** For tests: what an expression comes to in the page. @throws Error when it says nothing: a page that dies never does */
  async evaluate(expression: string): Promise<unknown> {
    const said = this.#send<{ result: { value: unknown } }>('Runtime.evaluate', { expression })
    const patience = new Promise<never>((_, refuse) => {
      setTimeout(() => refuse(new Error('The page does not answer')), PATIENCE_MS).unref()
    })
    return (await Promise.race([said, patience])).result.value
  }

  async close(): Promise<void> {
    this.#isClosed = true
    const chromium = await this.#around.chromium()
    await chromium.send('Target.closeTarget', { targetId: this.#target }).catch(() => {})
  }

  async #open({ width, height }: { width: number; height: number }): Promise<void> {
    const chromium = await this.#around.chromium()
    const { targetId } = await chromium.send<{ targetId: string }>('Target.createTarget', { url: 'about:blank' })
    this.#target = targetId
    const attach = { targetId, flatten: true }
    const { sessionId } = await chromium.send<{ sessionId: string }>('Target.attachToTarget', attach)
    this.#send = (method, params) => chromium.send(method, params, sessionId)
    chromium.of(sessionId, (method, params) => void this.#hear(method, params))
    await this.#send('Page.enable')
    await this.#send('Runtime.enable')
    await this.#send('Inspector.enable')
    const patterns = [...this.#around.schemes.keys()].map((scheme) => ({
      urlPattern: `http://*.${scheme}.localhost/*`,
    }))
    await this.#send('Fetch.enable', { patterns })
    await this.#send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false })
    await this.#preparePreload()
  }

  async #preparePreload(): Promise<void> {
    const { preload, sandbox, contextIsolation } = this.#preferences
    if (sandbox !== true || contextIsolation !== true)
      throw new Error('The stand-in shows sandboxed, isolated windows only')
    await this.#send('Page.addScriptToEvaluateOnNewDocument', { source: `${WORLDS}\npageWorld()` })
    if (preload === undefined) return
    await this.#send('Runtime.addBinding', { name: '__standInSend', executionContextName: PRELOAD_WORLD })
    const source = `${WORLDS}
      ;(function (require, module, exports, process) {${readFileSync(preload, 'utf8')}
      })(preloadWorld(), { exports: {} }, {}, { platform: ${JSON.stringify(process.platform)}, sandboxed: true })`
    await this.#send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: PRELOAD_WORLD })
  }

  async #hear(method: string, params: never): Promise<void> {
    try {
      if (method === 'Fetch.requestPaused') await this.#answer(params)
      else if (method === 'Page.frameNavigated') this.#navigated(params)
      else if (method === 'Page.loadEventFired') this.emit('ready-to-show')
      else if (method === 'Inspector.targetCrashed') this.#crashed()
      else if (method === 'Runtime.executionContextCreated') this.#contextCreated(params)
      else if (method === 'Runtime.bindingCalled') await this.#called(params)
    } catch (error) {
      console.error('stand-in:', method, error)
    }
  }

  #navigated({ frame }: { frame: { url: string; parentId?: string } }): void {
    if (frame.parentId !== undefined) return
    this.#url = this.#own(frame.url)
    if (frame.url !== 'about:blank') this.#hasCrashed = false
  }

  #crashed(): void {
    this.#hasCrashed = true
    this.emit('render-process-gone', {}, { reason: 'crashed' })
  }

  #contextCreated({ context }: { context: { id: number; name: string } }): void {
    if (context.name === PRELOAD_WORLD) this.#preloadContext = context.id
  }

  /** A request to an own scheme, answered by main's handler. */
  async #answer({ requestId, request }: PausedRequest): Promise<void> {
    const url = new URL(this.#own(request.url))
    const handler = this.#around.schemes.get(url.protocol.slice(0, -1))
    const body = bodyOf(request)
    const init = { method: request.method, headers: request.headers, body }
    const asked = Object.defineProperty(new Request('http://stand-in.invalid/', init), 'url', { value: url.href })
    const response = handler ? await handler(asked) : new Response(null, { status: 404 })
    await this.#send('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    })
  }

  async #called({ name, payload }: { name: string; payload: string }): Promise<void> {
    if (name !== '__standInSend') return
    const { id, channel, args } = JSON.parse(payload)
    const handler = this.#around.channels.get(channel)
    const event = { sender: this.self, senderFrame: { url: this.#url, parent: null } }
    try {
      if (!handler) throw new Error(`No handler registered for '${channel}'`)
      await this.#tellPreload({ id, value: await handler(event, ...args) })
    } catch (error) {
      await this.#tellPreload({ id, error: `Error invoking remote method '${channel}': ${error}` })
    }
  }

  async #tellPreload(message: object): Promise<void> {
    const expression = `__standInReceive(${JSON.stringify(JSON.stringify(message))})`
    await this.#send('Runtime.evaluate', { expression, contextId: this.#preloadContext }).catch(() => {})
  }

  /** Chromium knows no schemes of ours: `app://w/x` is shown as `http://w.app.localhost/x`, which is as trusted. */
  #shown(url: string): string {
    const [, scheme = '', rest = ''] = /^([a-z]+):\/\/(.*)$/.exec(url) ?? []
    if (!this.#around.schemes.has(scheme)) return url
    const [host = '', ...path] = rest.split('/')
    return `http://${host}.${scheme}.localhost/${path.join('/')}`
  }

  #own(url: string): string {
    return url.replace(/^http:\/\/([^/.]+)\.([a-z]+)\.localhost(?=\/|$)/, (all, host, scheme) =>
      this.#around.schemes.has(scheme) ? `${scheme}://${host}` : all,
    )
  }
}
