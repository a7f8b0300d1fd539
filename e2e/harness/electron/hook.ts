import { registerHooks } from 'node:module'

/** `electron` is the stand-in, for whoever imports it. */
const standIn = new URL('./stand-in.ts', import.meta.url).href

// Main asks for the version to know where it runs.
Object.defineProperty(process, 'versions', { value: { ...process.versions, electron: '45.4.1' } })

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: standIn, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
})
