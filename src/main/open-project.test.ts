import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  closeSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createProject, openProject, type Project } from './open-project.ts'
import type { BookSettings } from './store/book.ts'
import { addTestPanels } from './store/open-test-store.ts'
import { canMount, readOnlyView, smallDisk } from './store/scratch-disk.ts'

const SETTINGS: BookSettings = {
  title: 'The Tide',
  author: 'A. Nonymous',
  language: 'en',
  pageFormat: 'us-comic',
  readingDirection: 'ltr',
  wordsPerPanel: 90,
  noteHeadings: ['Notes'],
  budgetUsd: null,
  dayBudgetUsd: null,
}
const OWN = { mode: 'own', what: 'the test' } as const

let base: string
let folder: string

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'panelwright-project-'))
  folder = join(base, 'The Tide.panelwright')
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

/** A project with some panels, closed. */
function makeProject(panels = 300): void {
  const project = createProject(folder, SETTINGS, { what: 'the test' })
  addTestPanels(project.store, panels)
  project.close()
}

function using<T>(project: Project, look: (project: Project) => T): T {
  try {
    return look(project)
  } finally {
    project.close()
  }
}

const failure = (code: string, message: RegExp) =>
  expect.objectContaining({ name: 'AppError', code, message: expect.stringMatching(message) })

describe('a new project', () => {
  it('has its folders and its book, and opens again with the same settings', () => {
    makeProject()
    expect(readdirSync(folder)).toEqual(
      expect.arrayContaining(['book.sqlite', 'takes', 'references', 'previews', 'exports', 'trash', 'backups']),
    )
    expect(readdirSync(folder).filter((name) => name.includes('.new'))).toEqual([])
    using(openProject(folder, OWN), (project) => {
      expect(project.book.settings()).toMatchObject(SETTINGS)
      expect(project.readOnly).toBeNull()
      expect(project.notices).toEqual([])
    })
  })

  it('is not made where other things lie, and those stay as they are', () => {
    mkdirSync(folder)
    writeFileSync(join(folder, 'novel.docx'), 'mine')
    expect(() => createProject(folder, SETTINGS, { what: 'the test' })).toThrow(failure('WRONG_USE', /novel\.docx/))
    expect(readdirSync(folder)).toEqual(['novel.docx'])
  })

  it('is not made in the place of a project or of a file', () => {
    makeProject()
    expect(() => createProject(folder, SETTINGS, { what: 'x' })).toThrow(failure('WRONG_USE', /already is a project/))
    const file = join(base, 'file')
    writeFileSync(file, '')
    expect(() => createProject(file, SETTINGS, { what: 'x' })).toThrow(failure('WRONG_USE', /is a file/))
    expect(() => createProject(join(file, 'below'), SETTINGS, { what: 'x' })).toThrow(failure('WRONG_USE', /is a file/))
  })

  it('is made over what a creation cut short left behind', () => {
    makeProject()
    rmSync(join(folder, 'book.sqlite'))
    writeFileSync(join(folder, 'book.sqlite.tmp'), 'torn')
    rmSync(join(folder, 'backups'), { recursive: true })
    using(createProject(folder, SETTINGS, { what: 'x' }), (project) => expect(project.script.counts().panels).toBe(0))
  })
})

describe('opening', () => {
  it.each([
    ['a folder that is not there', () => join(base, 'nowhere'), 'NOT_FOUND', /There is no folder/],
    ['a folder that is no project', () => base, 'NOT_A_PROJECT', /no book\.sqlite/],
    ['the book file itself', () => join(folder, 'book.sqlite'), 'NOT_A_PROJECT', /is a file/],
  ])('refuses %s in one clear line', (_, path, code, message) => {
    makeProject(1)
    expect(() => openProject(path(), OWN)).toThrow(failure(code, message))
  })

  it('names the folder that was probably meant', () => {
    makeProject(1)
    expect(() => openProject(join(base, 'The Tide'), OWN)).toThrow(
      expect.objectContaining({ remedy: `Did you mean ${folder}?` }),
    )
  })

  it('makes a backup when the book changed since the last one, and none when it did not', () => {
    makeProject()
    const backups = () => readdirSync(join(folder, 'backups')).length
    const before = backups()
    openProject(folder, OWN).close()
    expect(backups()).toBe(before + 1)
    openProject(folder, OWN).close()
    openProject(folder, { mode: 'read', what: 'x' }).close()
    expect(backups()).toBe(before + 1)
    using(openProject(folder, OWN), ({ book }) => book.change({ title: 'Other' }))
    openProject(folder, OWN).close()
    expect(backups()).toBe(before + 2)
  })

  it('keeps a reserve of disk space', () => {
    makeProject()
    expect(statSync(join(folder, 'reserve.bin')).size).toBe(16 * 1024 * 1024)
  })

  it('opens a book of a newer version to read, never to own', () => {
    makeProject()
    using(openProject(folder, OWN), ({ store }) => store.sqlite.pragma('user_version = 999'))
    expect(() => openProject(folder, OWN)).toThrow(failure('NEWER_VERSION', /newer Panelwright/))
    using(openProject(folder, { mode: 'own-or-read', what: 'x' }), (project) => {
      expect(project.readOnly?.code).toBe('NEWER_VERSION')
      expect(project.script.counts().panels).toBe(300)
    })
    using(openProject(folder, { mode: 'read', what: 'x' }), ({ readOnly }) =>
      expect(readOnly?.code).toBe('NEWER_VERSION'),
    )
  })
})

describe('two processes on one book', () => {
  const children: ChildProcess[] = []
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
  })

  /** Starts another process that owns the book and holds it; resolves when it does. */
  async function otherOwner(): Promise<ChildProcess> {
    const child = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import { openProject } from ${JSON.stringify(join(import.meta.dirname, 'open-project.ts'))}
         const project = openProject(${JSON.stringify(folder)}, { mode: 'own', what: 'panelwright generate' })
         console.log('owned')
         setInterval(() => project.folder, 1000)`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    children.push(child)
    await Promise.race([once(child.stdout!, 'data'), once(child, 'exit').then(() => Promise.reject(new Error('died')))])
    return child
  }

  it('the second is told at once who owns the book, and reads', async () => {
    makeProject()
    const child = await otherOwner()
    const who = new RegExp(`panelwright generate \\(process ${child.pid} on `)
    expect(() => openProject(folder, OWN)).toThrow(failure('PROJECT_LOCKED', who))
    using(openProject(folder, { mode: 'own-or-read', what: 'x' }), (project) => {
      expect(project.readOnly).toEqual(failure('PROJECT_LOCKED', who))
      expect(project.owner?.pid).toBe(child.pid)
      expect(project.script.counts().panels).toBe(300)
      expect(() => project.book.change({ title: 'x' })).toThrow(/readonly/)
    })
  })

  it('an owner that is killed frees the book by dying', async () => {
    makeProject()
    const child = await otherOwner()
    child.kill('SIGKILL')
    await once(child, 'exit')
    using(openProject(folder, { mode: 'read', what: 'x' }), ({ owner }) => expect(owner).toBeNull())
    using(openProject(folder, OWN), (project) => {
      expect(project.owner?.pid).toBe(process.pid)
      expect(project.script.counts().panels).toBe(300)
    })
  })

  it('holds within one process too', () => {
    makeProject()
    using(openProject(folder, OWN), () => {
      expect(() => openProject(folder, OWN)).toThrow(failure('PROJECT_LOCKED', /the test \(process/))
    })
    using(openProject(folder, OWN), ({ readOnly }) => expect(readOnly).toBeNull())
  })
})

describe('a damaged book', () => {
  /** Overwrites 512 bytes in each of 20 pages, as a dying disk does. */
  function damage(): Buffer {
    const path = join(folder, 'book.sqlite')
    const pages = statSync(path).size / 4096
    const file = openSync(path, 'r+')
    for (let i = 0; i < 20; i++)
      writeSync(file, Buffer.alloc(512, 0xa5), 0, 512, Math.floor((i * pages) / 20) * 4096 + 1024)
    closeSync(file)
    return readFileSync(path)
  }

  it.each(['own', 'read', 'own-or-read'] as const)(
    'is replaced by the newest good backup and kept aside (%s)',
    (mode) => {
      makeProject()
      openProject(folder, OWN).close()
      const damaged = damage()
      const project = openProject(folder, { mode, what: 'x' })
      using(project, () => expect(project.script.counts().panels).toBe(300))
      expect(project.notices).toMatchObject([
        { code: 'book-restored', message: expect.stringContaining('was damaged') },
      ])
      expect(readFileSync(project.restored!.damaged!)).toEqual(damaged)
      expect(readdirSync(join(folder, 'damaged'))).toHaveLength(1)
      using(openProject(folder, OWN), ({ notices, restored }) =>
        expect({ notices, restored }).toEqual({ notices: [], restored: null }),
      )
    },
  )

  it('falls back to an older backup when the newest is damaged as well', () => {
    makeProject()
    openProject(folder, OWN).close()
    writeFileSync(join(folder, 'backups', 'book-29991231T000000000Z.sqlite'), 'no book at all')
    damage()
    using(openProject(folder, OWN), ({ restored, script }) => {
      expect(restored?.backup).not.toContain('2999')
      expect(script.counts().panels).toBe(300)
    })
  })

  it('that is gone altogether is restored too', () => {
    makeProject()
    openProject(folder, OWN).close()
    rmSync(join(folder, 'book.sqlite'))
    using(openProject(folder, OWN), ({ notices, script }) => {
      expect(notices).toMatchObject([{ code: 'book-restored', message: expect.stringContaining('was gone') }])
      expect(script.counts().panels).toBe(300)
    })
  })

  it('is restored from any copy of the book that the author puts among the backups', () => {
    makeProject()
    rmSync(join(folder, 'backups'), { recursive: true })
    mkdirSync(join(folder, 'backups'))
    copyFileSync(join(folder, 'book.sqlite'), join(folder, 'backups', 'from my stick.sqlite'))
    writeFileSync(join(folder, 'backups', 'empty.sqlite'), '')
    rmSync(join(folder, 'book.sqlite'))
    using(openProject(folder, OWN), ({ notices, script }) => {
      expect(notices).toMatchObject([{ code: 'book-restored' }])
      expect(script.counts().panels).toBe(300)
    })
    expect(readdirSync(join(folder, 'backups'))).toContain('from my stick.sqlite')
  })

  it('without a good backup stays where it is', () => {
    makeProject()
    for (const name of readdirSync(join(folder, 'backups'))) rmSync(join(folder, 'backups', name))
    const damaged = damage()
    expect(() => openProject(folder, OWN)).toThrow(failure('DAMAGED_BOOK', /no good backup/))
    expect(readFileSync(join(folder, 'book.sqlite'))).toEqual(damaged)
  })
})

describe('a project that moves', () => {
  it('is whole in a copy made while it is open', () => {
    makeProject()
    using(openProject(folder, OWN), ({ book, store }) => {
      book.change({ title: 'Written while open' })
      store.sqlite.pragma('wal_checkpoint(PASSIVE)')
      // Another process does the copying in real life: opening the files here would drop this process's locks.
      const copy = join(base, 'copy.panelwright')
      mkdirSync(copy)
      for (const name of readdirSync(folder).filter((name) => name.startsWith('book.sqlite'))) {
        copyFileSync(join(folder, name), join(copy, name))
      }
      using(openProject(copy, OWN), (copied) => {
        expect(copied.book.settings().title).toBe('Written while open')
        expect(copied.store.sqlite.pragma('quick_check', { simple: true })).toBe('ok')
      })
    })
  })

  it('away while it is open is noticed, and nothing is made anew in its place', () => {
    makeProject()
    using(openProject(folder, OWN), (project) => {
      expect(() => project.assertInPlace()).not.toThrow()
      renameSync(folder, `${folder}-moved`)
      expect(() => project.assertInPlace()).toThrow(failure('NOT_FOUND', /no longer at/))
      expect(existsSync(folder)).toBe(false)
      renameSync(`${folder}-moved`, folder)
      expect(() => project.assertInPlace()).not.toThrow()
    })
  })
})

describe.skipIf(!canMount)('on a disk that takes no writes', () => {
  it('a project opens to read and says so', () => {
    makeProject()
    const disk = readOnlyView(folder)
    try {
      using(openProject(disk.folder, { mode: 'own-or-read', what: 'x' }), (project) => {
        expect(project.readOnly?.code).toBe('READ_ONLY')
        expect(project.script.counts().panels).toBe(300)
        expect(() => project.book.change({ title: 'x' })).toThrow(/readonly/)
      })
      using(openProject(disk.folder, { mode: 'read', what: 'x' }), (project) =>
        expect(project.script.counts().panels).toBe(300),
      )
      expect(() => openProject(disk.folder, OWN)).toThrow(failure('READ_ONLY', /cannot be written/))
      expect(() => createProject(join(disk.folder, 'new'), SETTINGS, { what: 'x' })).toThrow(
        failure('READ_ONLY', /written/),
      )
    } finally {
      disk.remove()
    }
  })
})

describe.skipIf(!canMount)('on a full disk', () => {
  const fill = (path: string) => {
    const file = openSync(path, 'w')
    try {
      for (;;) writeSync(file, Buffer.alloc(64 * 1024, 1))
    } catch (error) {
      expect(error).toMatchObject({ code: 'ENOSPC' })
    } finally {
      closeSync(file)
    }
  }

  it('a new project leaves one clear line and no half book', () => {
    const disk = smallDisk(1)
    try {
      fill(join(disk.folder, 'filler'))
      const path = join(disk.folder, 'new.panelwright')
      expect(() => createProject(path, SETTINGS, { what: 'x' })).toThrow(failure('DISK_FULL', /disk is full/))
      expect(existsSync(join(path, 'book.sqlite'))).toBe(false)
      rmSync(join(disk.folder, 'filler'))
      using(createProject(path, SETTINGS, { what: 'x' }), (project) =>
        expect(project.book.settings().title).toBe('The Tide'),
      )
    } finally {
      disk.remove()
    }
  })

  it('state can still be written out of the reserve, and the book stays whole', () => {
    const disk = smallDisk(96)
    try {
      const path = join(disk.folder, 'full.panelwright')
      using(createProject(path, SETTINGS, { what: 'x' }), (project) => {
        addTestPanels(project.store, 2000)
        fill(join(disk.folder, 'filler'))
        const { sqlite } = project.store
        const enlarge = () => sqlite.prepare('update panel set what = what || hex(randomblob(2000))').run()
        expect(enlarge).toThrow(expect.objectContaining({ code: expect.stringMatching(/SQLITE_(FULL|IOERR)/) }))
        const settle = sqlite.transaction(() => project.book.change({ title: 'Stopped safely' }))
        // Until even the smallest write finds no room.
        expect(() => {
          for (let i = 0; i < 100_000; i++) project.book.change({ title: `Title ${i} ${'x'.repeat(2000)}` })
        }).toThrow(expect.objectContaining({ code: expect.stringMatching(/SQLITE_(FULL|IOERR)/) }))
        project.reserve.write(settle)
        expect(existsSync(join(path, 'reserve.bin'))).toBe(false)
        expect(project.reserve.refill()).toBe(false)
      })
      using(openProject(path, OWN), (project) => {
        expect(project.book.settings().title).toBe('Stopped safely')
        expect(project.store.sqlite.pragma('quick_check', { simple: true })).toBe('ok')
      })
      rmSync(join(disk.folder, 'filler'))
      using(openProject(path, OWN), ({ reserve }) => expect(reserve.refill()).toBe(true))
    } finally {
      disk.remove()
    }
  })

  it('a book opens although there is no room for its backup, and says so', () => {
    makeProject(2000)
    rmSync(join(folder, 'reserve.bin'))
    const disk = smallDisk(8)
    try {
      const path = join(disk.folder, 'full.panelwright')
      cpSync(folder, path, { recursive: true })
      rmSync(join(path, 'backups'), { recursive: true })
      const room = join(disk.folder, 'room')
      writeFileSync(room, Buffer.alloc(256 * 1024))
      fill(join(disk.folder, 'filler'))
      rmSync(room)
      using(openProject(path, OWN), ({ notices, script }) => {
        expect(notices).toMatchObject([{ code: 'no-backup', message: expect.stringContaining('no room') }])
        expect(script.counts().panels).toBe(2000)
      })
    } finally {
      disk.remove()
    }
  })

  it('without any room left the book can still be read', () => {
    makeProject(10)
    rmSync(join(folder, 'reserve.bin'))
    const disk = smallDisk(8)
    try {
      const path = join(disk.folder, 'full.panelwright')
      cpSync(folder, path, { recursive: true })
      fill(join(disk.folder, 'filler'))
      expect(() => openProject(path, OWN)).toThrow(failure('DISK_FULL', /disk is full/))
      using(openProject(path, { mode: 'own-or-read', what: 'x' }), ({ readOnly, script }) => {
        expect(readOnly?.code).toBe('DISK_FULL')
        expect(script.counts().panels).toBe(10)
      })
    } finally {
      disk.remove()
    }
  })
})
