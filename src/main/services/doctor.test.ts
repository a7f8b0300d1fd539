import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { minutesBeforeNoon, openBusyTestBook } from './busy-test-book.ts'
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

  it('looks at a project: whole or not, who has it, which pictures are missing', () => {
    const book = openBusyTestBook()
    try {
      const panels = book.addChapter('1', 1)
      book.addBatch('noir', 'noir', minutesBeforeNoon(5), panels, ['done'])
      expect(checkProject(book.project.folder)).toMatchObject([
        { name: 'Project', state: 'ok' },
        { name: 'Owner', state: 'lacking', found: expect.stringContaining('a test') },
        { name: 'Takes', state: 'lacking', found: expect.stringContaining('1 of 1 picture missing or changed') },
      ])
    } finally {
      book.close()
    }
  })

  it('names a folder that is no project as such', () => {
    writeFileSync(join(folder, 'notes.txt'), 'no book here')
    expect(checkProject(folder)).toMatchObject([{ name: 'Project', state: 'missing' }])
  })
})
