import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkPicture } from '../../src/main/images/check-picture.ts'
import { type Desk, openDesk } from '../harness/desk.ts'
import { A1111Server } from '../harness/vendors/a1111/a1111-server.ts'
import { ComfyUiServer } from '../harness/vendors/comfyui/comfyui-server.ts'

const STORY = `# Chapter 1: Low Water

Ada sat on an upturned dinghy in the boathouse and read the letter again. Piet put the kettle down.

* * *

Ada ran along the mole. The lamp at its end swung in the storm.
`

let desk: Desk
const servers: { close(): Promise<void> }[] = []
beforeEach(() => {
  desk = openDesk({ 'chapter_01.md': STORY })
})
afterEach(async () => {
  desk.remove()
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

const images = () => readdirSync(join(desk.folder, 'scenes', 'images')).sort()
const promptOf = (start: string) => {
  const folder = join(desk.folder, 'scenes', 'prompt_cache')
  return join(folder, readdirSync(folder).find((name) => name.startsWith(start))!)
}

describe('scenes by a local server', () => {
  test('are asked for with steps, guidance and size; again they are not asked for', async () => {
    const server = await A1111Server.start()
    servers.push(server)
    desk.env.A1111_URL = server.url
    const words = ['scenes', 'chapter_01.md', '--provider', 'a1111', '--steps', '12', '--guidance', '8']
    const first = await desk.panelwright(...words, '--width', '512', '--height', '384')
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining('2 pictures made') })
    expect(first.err).toMatch(/2 pictures to make.*\nTime: /)
    const { parameters } = metadataOf(images()[0]!)
    expect(parameters).toMatch(/Steps: 12,.*CFG scale: 8(?:\.0)?,.*Size: 512x384/)
    const again = await desk.panelwright(...words, '--width', '512', '--height', '384')
    expect(again.out).toContain('2 there already')
    const calls = server.charged.size
    expect(calls).toBe(2)
  })

  test('come in the usual size, from a prompt of its author', async () => {
    const server = await ComfyUiServer.start()
    servers.push(server)
    desk.env.COMFYUI_URL = server.url
    const words = ['scenes', 'chapter_01.md', '--provider', 'comfyui']
    expect((await desk.panelwright(...words, '--chapters', '1', '--max-tasks', '1')).code).toBe(0)
    expect(images()).toHaveLength(1)
    const picture = await checkPicture(readFileSync(join(desk.folder, 'scenes', 'images', images()[0]!)))
    expect(picture).toMatchObject({ ok: true, width: 1344, height: 768 })
    writeFileSync(promptOf('chapter_01_scene_02'), 'a lamp in a storm, seen from the sea\n')
    const second = await desk.panelwright(...words)
    expect(second).toMatchObject({ code: 0, out: expect.stringContaining('1 picture made') })
    expect([...server.charged.keys()].some((prompt) => prompt.includes('seen from the sea'))).toBe(true)
  })
})

/** What the server wrote into its PNG. */
function metadataOf(name: string): { parameters: string } {
  const bytes = readFileSync(join(desk.folder, 'scenes', 'images', name)).toString('latin1')
  return { parameters: /parameters\0([\s\S]*?)(?:IDAT|$)/.exec(bytes)?.[1] ?? '' }
}
