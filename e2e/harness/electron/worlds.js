/*
 * Two halves of a context bridge, run in Chromium: the page's world and the preload's. They see the same document and
 * nothing of each other; what passes between them goes as events whose details are cloned.
 */
// biome-ignore lint/correctness/noUnusedVariables: called where this text is run
function pageWorld() {
  const open = new Map()
  const callbacks = new Map()
  let last = 0
  const outward = (value) => {
    if (typeof value !== 'function') return value
    callbacks.set(++last, value)
    return { callback: last }
  }
  const inward = (value) => {
    if (value?.call !== undefined) return caller(value.call)
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inward(each)])))
  }
  const caller =
    (call) =>
    (...args) => {
      const id = ++last
      let answer
      const hear = ({ detail }) => {
        if (detail.id === id) answer = detail
      }
      addEventListener('stand-in:answer', hear)
      dispatchEvent(new CustomEvent('stand-in:call', { detail: { id, call, args: args.map(outward) } }))
      removeEventListener('stand-in:answer', hear)
      if (!answer) throw new Error('The preload does not answer')
      if (answer.error !== undefined) throw new Error(answer.error)
      if (answer.later) return new Promise((resolve, reject) => open.set(id, { resolve, reject }))
      return inward(answer.value)
    }
  addEventListener('stand-in:later', ({ detail }) => {
    const asked = open.get(detail.id)
    open.delete(detail.id)
    if (detail.error !== undefined) asked?.reject(new Error(detail.error))
    else asked?.resolve(inward(detail.value))
  })
  addEventListener('stand-in:callback', ({ detail }) => callbacks.get(detail.id)?.(...detail.args))
  addEventListener('stand-in:expose', ({ detail }) =>
    Object.defineProperty(globalThis, detail.name, { value: inward(detail.api), enumerable: true }),
  )
}

/** @returns what a sandboxed preload is given as `require` */
// biome-ignore lint/correctness/noUnusedVariables: called where this text is run
function preloadWorld() {
  const functions = new Map()
  const open = new Map()
  const listeners = new Map()
  let last = 0
  const tell = (name, detail) => dispatchEvent(new CustomEvent(`stand-in:${name}`, { detail }))
  const outward = (value) => {
    if (typeof value === 'function') {
      functions.set(++last, value)
      return { call: last }
    }
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, outward(each)]))
  }
  const inward = (value) =>
    value?.callback === undefined ? value : (...args) => tell('callback', { id: value.callback, args })
  addEventListener('stand-in:call', ({ detail: { id, call, args } }) => {
    try {
      const value = functions.get(call)(...args.map(inward))
      if (typeof value?.then !== 'function') return tell('answer', { id, value: outward(value) })
      tell('answer', { id, later: true })
      value.then(
        (done) => tell('later', { id, value: outward(done) }),
        (error) => tell('later', { id, error: String(error?.message ?? error) }),
      )
    } catch (error) {
      tell('answer', { id, error: String(error?.message ?? error) })
    }
  })
  globalThis.__standInReceive = (text) => {
    const message = JSON.parse(text)
    if (message.channel !== undefined) {
      for (const listener of [...(listeners.get(message.channel) ?? [])]) listener({ sender: null }, ...message.args)
      return
    }
    const asked = open.get(message.id)
    open.delete(message.id)
    if (message.error !== undefined) asked?.reject(new Error(message.error))
    else asked?.resolve(message.value)
  }
  const ipcRenderer = {
    invoke: (channel, ...args) =>
      new Promise((resolve, reject) => {
        open.set(++last, { resolve, reject })
        __standInSend(JSON.stringify({ id: last, channel, args }))
      }),
    on(channel, listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
    off(channel, listener) {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((each) => each !== listener),
      )
      return ipcRenderer
    },
  }
  const contextBridge = { exposeInMainWorld: (name, api) => tell('expose', { name, api: outward(api) }) }
  // A test cannot drag from the desktop: it says in the document where files of a name lie.
  const webUtils = {
    getPathForFile(file) {
      if (!(file instanceof File)) throw new TypeError('not a file')
      return JSON.parse(document.documentElement.dataset.standInPaths ?? '{}')[file.name] ?? ''
    },
  }
  return (name) => {
    if (name === 'electron') return { ipcRenderer, contextBridge, webUtils }
    throw new Error(`module not found: ${name} (a sandboxed preload has electron and nothing else)`)
  }
}
