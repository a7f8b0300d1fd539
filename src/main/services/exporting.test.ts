import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openProject, type Project } from '../open-project.ts'
import { picks } from '../store/queue/picks.ts'
import { canMount, readOnlyView, smallDisk } from '../store/scratch-disk.ts'
import { type ExportProgress, exportBook } from './exporting.ts'
import { generate } from './generating.ts'
import { openQuayBook, type QuayBook } from './quay-book.ts'

let base: string
let book: QuayBook

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'panelwright-export-'))
})
afterEach(() => {
  book.close()
  rmSync(base, { recursive: true, force: true })
})

async function drawnBook(at: string): Promise<Project> {
  book = await openQuayBook(1, at)
  await generate(book.project, { styles: ['noir'], provider: book.provider }, {}, [book.provider])
  return book.project
}

const takesOf = (project: Project) =>
  [...picks(project.store.sqlite).standing('noir', 'en').values()].flat().map(({ path }) => join(project.folder, path))

describe('exportBook', () => {
  it('leaves an empty slot where a picture was deleted or changed, and names the panel', async () => {
    const project = await drawnBook(base)
    const [first, second] = takesOf(project)
    rmSync(first!)
    writeFileSync(second!, 'scribbled over')
    const { files, diagnostics } = await exportBook(project, { formats: ['cbz', 'pdf'] })
    expect(files.every(({ path }) => existsSync(path))).toBe(true)
    expect(diagnostics).toMatchObject([
      {
        code: 'picture-lost',
        message: expect.stringMatching(/^2 panels whose picture .* chapter 1, scene 1, panel 1; .* panel 2\./),
      },
    ])
  })

  it('shows the take of before where the newest is gone, and says so', async () => {
    const project = await drawnBook(base)
    const [first] = takesOf(project)
    await generate(project, { styles: ['noir'], provider: book.provider, again: true }, {}, [book.provider])
    const standing = () => picks(project.store.sqlite).standing('noir', 'en').values().next().value!
    expect(standing().map(({ path }) => join(project.folder, path))).toContain(first)
    rmSync(join(project.folder, standing()[0]!.path))
    const { diagnostics } = await exportBook(project, { formats: ['cbz'] })
    expect(diagnostics).toMatchObject([{ code: 'picture-lost', message: expect.stringContaining('1 panel whose') }])
  })

  it('ends by the name of the panel whose picture is lost on the way, and the next one goes on without it', async () => {
    const project = await drawnBook(base)
    // The pages of the second file are composed anew, at another resolution.
    const lose = ({ format, step }: ExportProgress) => {
      if (format !== 'cbz' || step !== 'write') return
      for (const path of takesOf(project)) rmSync(path, { force: true })
    }
    await expect(exportBook(project, { formats: ['cbz', 'pdf'], onProgress: lose })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringMatching(/^A picture is gone: .* \(chapter \d+, scene \d+, panel \d+\)$/),
      place: { file: expect.stringContaining(project.folder) },
    })
    expect(readdirSync(project.paths.exports).filter((name) => !name.endsWith('.cbz'))).toEqual([])
    const { diagnostics } = await exportBook(project, { formats: ['pdf'] })
    expect(diagnostics.map(({ code }) => code)).toContain('picture-lost')
  })

  it('that is cancelled says so and leaves no file', async () => {
    const project = await drawnBook(base)
    const stop = new AbortController()
    const exporting = exportBook(project, { formats: ['cbz'], signal: stop.signal, onProgress: () => stop.abort() })
    await expect(exporting).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(readdirSync(project.paths.exports)).toEqual([])
  })

  it.skipIf(!canMount)('writes elsewhere from a project that takes no writes, and leaves nothing aside', async () => {
    const { folder } = await drawnBook(base)
    const disk = readOnlyView(folder)
    const aside = () => readdirSync(tmpdir()).filter((name) => name.startsWith('panelwright-pages-'))
    const before = aside()
    const project = openProject(disk.folder, { mode: 'read', what: 'a test' })
    try {
      const outDir = join(base, 'finished')
      const { files } = await exportBook(project, { formats: ['cbz', 'pdf'], outDir })
      expect(files.every(({ path }) => existsSync(path))).toBe(true)
      expect(aside()).toEqual(before)
      await expect(exportBook(project, { formats: ['cbz'] })).rejects.toMatchObject({
        code: 'READ_ONLY',
        remedy: expect.stringContaining('--out'),
      })
    } finally {
      project.close()
      disk.remove()
    }
  })

  it.skipIf(!canMount)('on a full disk ends as one, and keeps no half page there', async () => {
    const disk = smallDisk(64)
    try {
      const project = await drawnBook(disk.folder)
      const { bavail, bsize } = statfsSync(disk.folder)
      writeFileSync(join(disk.folder, 'filler'), Buffer.alloc(bavail * bsize - 8192, 1))
      await expect(exportBook(project, { formats: ['cbz'] })).rejects.toMatchObject({ code: 'DISK_FULL' })
      expect(readdirSync(join(project.paths.previews, 'pages')).filter((name) => name.endsWith('.tmp'))).toEqual([])
      project.close()
    } finally {
      disk.remove()
    }
  })
})
