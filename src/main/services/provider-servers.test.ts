import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { A1111Server } from '../../../e2e/harness/vendors/a1111/a1111-server.ts'
import { ComfyUiServer } from '../../../e2e/harness/vendors/comfyui/comfyui-server.ts'
import { providerServers } from './provider-servers.ts'
import { keepSetting } from './provider-settings.ts'

let folder: string
let env: NodeJS.ProcessEnv
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'panelwright-pool-'))
  env = { PANELWRIGHT_SETTINGS: folder }
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('each server of a pool says how it is, and what is the matter with one that does not answer', async () => {
  const server = await ComfyUiServer.start()
  const gone = await ComfyUiServer.start()
  await gone.close()
  try {
    keepSetting('COMFYUI_URL', `${server.url}, ${gone.url}`, env)
    const [up, down] = await providerServers('comfyui', env)
    expect(up).toMatchObject({ host: new URL(server.url).host, state: 'ready', message: null, running: 0, waiting: 0 })
    expect(up!.memory!.total).toBeGreaterThan(up!.memory!.free - 1)
    expect(down).toMatchObject({ host: new URL(gone.url).host, state: 'failing', running: null })
    expect(down!.message).toContain(new URL(gone.url).host)
  } finally {
    await server.close()
  }
})

test('a server of the other kind is asked in its own way, and a wrong address is none', async () => {
  const server = await A1111Server.start()
  try {
    expect(await providerServers('a1111', { ...env, A1111_URL: server.url })).toMatchObject([{ state: 'ready' }])
    expect(await providerServers('a1111', { ...env, A1111_URL: 'http://me:word@host' })).toEqual([])
    expect(await providerServers('openai', env)).toEqual([])
  } finally {
    await server.close()
  }
})
