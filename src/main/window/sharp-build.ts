import { registerHooks } from 'node:module'

const NATIVE = /^@img\/sharp-(?:linux|libvips-linux)/

/**
 * Takes the WebAssembly build of sharp where the native one and Electron load two copies of one library and fall over
 * each other: Electron on Linux. Before sharp is imported.
 */
export function chooseSharpBuild({
  platform,
  versions,
}: Pick<NodeJS.Process, 'platform' | 'versions'> = process): void {
  if (platform !== 'linux' || versions.electron === undefined) return
  registerHooks({
    resolve(specifier, context, next) {
      if (NATIVE.test(specifier)) throw Object.assign(new Error(`Not here: ${specifier}`), { code: 'MODULE_NOT_FOUND' })
      return next(specifier, context)
    },
  })
}
