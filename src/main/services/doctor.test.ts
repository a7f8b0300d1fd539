import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { canMount, smallDisk } from '../store/scratch-disk.ts'
import { minutesBeforeNoon, openBusyTestBook } from './busy-test-book.ts'
import { checkWriting } from './doctor/folder-checks.ts'
import { checkProject } from './doctor/project-checks.ts'
import { checkKeys } from './doctor/provider-checks.ts'
import { checkFonts, checkNode, checkSharp, checkSqlite } from './doctor/tool-checks.ts'
import { examine } from './doctor.ts'

const folder = mkdtempSync(join(tmpdir(), 'panelwright-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('doctor', () => {
  it('finds everything that is needed in a sound installation', async () => {
    const checks = await examine({ project: null, folder, env: {} })
    expect(checks.filter(({ state }) => state === 'missing')).toEqual([])
    expect(checks.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Node', 'SQLite', 'Pictures', 'Fonts', 'Disk', 'Writing', 'Provider roughs']),
    )
  })

  it('names a remedy for everything that is not well', async () => {
    const checks = await examine({ project: join(folder, 'nothing'), folder, env: {} })
    const unwell = checks.filter(({ state }) => state !== 'ok')
    expect(unwell.length).toBeGreaterThan(0)
    for (const { name, remedy } of unwell) expect([name, remedy]).toEqual([name, expect.stringMatching(/\S/)])
  })

  it('uses what it checks', async () => {
    expect(await checkSqlite()).toMatchObject([{ state: 'ok', found: expect.stringContaining('full-text search') }])
    expect(await checkSharp()).toMatchObject([{ state: 'ok', found: expect.stringContaining('libvips') }])
    expect(checkFonts()).toMatchObject([{ state: 'ok' }])
  })

  it('tells an older Node by its version', () => {
    expect(checkNode('20.19.0')).toMatchObject({ state: 'missing', found: '20.19.0; 24 or newer is needed' })
    expect(checkNode('24.0.0')).toMatchObject({ state: 'ok' })
  })

  it('says that a key is there and never shows it', () => {
    const checks = checkKeys({ OPENAI_API_KEY: 'sk-secret-value', GOOGLE_API_KEY: ' ' })
    expect(checks.map(({ state }) => state)).toEqual(['ok', 'lacking'])
    expect(JSON.stringify(checks)).not.toMatch(/secret|sk-/)
  })

  it('looks at a project: whole or not, who has it, which pictures are missing, what else lies there', async () => {
    const book = openBusyTestBook()
    try {
      const panels = book.addChapter('1', 1)
      book.addBatch('noir', 'noir', minutesBeforeNoon(5), panels, ['done'])
      const whole = [
        { name: 'Project', state: 'ok' },
        { name: 'Owner', state: 'lacking', found: expect.stringContaining('a test') },
      ]
      expect(await checkProject(book.project.folder)).toMatchObject([
        ...whole,
        { name: 'Takes noir · en', state: 'ok' },
      ])
      writeFileSync(join(book.project.paths.takes, 'sketch.psd'), '')
      expect((await checkProject(book.project.folder)).at(-1)).toMatchObject({
        name: 'Other files',
        state: 'lacking',
        found: expect.stringContaining('takes/sketch.psd'),
      })
      rmSync(book.project.paths.takes, { recursive: true })
      expect(await checkProject(book.project.folder)).toMatchObject([
        ...whole,
        {
          state: 'missing',
          found: '1 picture missing or changed on disk',
          remedy: expect.stringContaining('--style noir'),
        },
      ])
    } finally {
      book.close()
    }
  })

  it.skipIf(!canMount)('tells a full disk from a folder without rights', () => {
    const disk = smallDisk(1)
    try {
      writeFileSync(
        join(disk.folder, 'filler'),
        Buffer.alloc(statfsSync(disk.folder).bsize * statfsSync(disk.folder).bavail),
      )
      expect(checkWriting(disk.folder)).toMatchObject([
        { state: 'missing', remedy: expect.stringContaining('Free some') },
      ])
    } finally {
      disk.remove()
    }
  })

  it('names a folder that is no project as such', async () => {
    writeFileSync(join(folder, 'notes.txt'), 'no book here')
    expect(await checkProject(folder)).toMatchObject([{ name: 'Project', state: 'missing' }])
  })
})
