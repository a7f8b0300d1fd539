import { spawnSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'

/** A program of its own, because a build of sharp is chosen once for all. */
function buildWith(versions: Record<string, string>, platform: string): { wasm: boolean; pixels: number } {
  const choose = pathToFileURL('src/main/window/sharp-build.ts').href
  const script = `
    const { chooseSharpBuild } = await import('${choose}')
    chooseSharpBuild({ platform: '${platform}', versions: ${JSON.stringify(versions)} })
    const { default: sharp } = await import('sharp')
    const bytes = await sharp({ create: { width: 8, height: 4, channels: 3, background: '#123456' } }).webp().toBuffer()
    const { width, height } = await sharp(bytes).metadata()
    console.log(JSON.stringify({ wasm: 'emscripten' in sharp.versions, pixels: width * height }))`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  expect(stderr).not.toContain('Error')
  return JSON.parse(stdout)
}

describe('the build of sharp', () => {
  test.runIf(process.platform === 'linux')('is the one of WebAssembly beside Electron on Linux', () => {
    expect(buildWith({ electron: '45.4.1' }, 'linux')).toEqual({ wasm: true, pixels: 32 })
  })

  test.each([
    [{}, 'linux'],
    [{ electron: '45.4.1' }, 'darwin'],
    [{ electron: '45.4.1' }, 'win32'],
  ])('is the native one for %j on %s', (versions, platform) => {
    expect(buildWith(versions as Record<string, string>, platform)).toEqual({ wasm: false, pixels: 32 })
  })
})
