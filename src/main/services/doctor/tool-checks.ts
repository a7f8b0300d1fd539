import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SHIPPED_FONTS } from '../../../comic/text/font-list.ts'
import { loadTypeface } from '../../../comic/text/typeface.ts'
import { resourcePath } from '../../resources.ts'
import { type Check, lacking, missing, ok } from './check.ts'

const NODE_NEEDED = 24
const INSTALL_AGAIN = 'Install Panelwright again in its folder: npm ci'

/** @param version without the `v` */
export function checkNode(version: string): Check {
  return Number(version.split('.')[0]) >= NODE_NEEDED
    ? ok('Node', version)
    : missing('Node', `${version}; ${NODE_NEEDED} or newer is needed`, 'Install a newer Node from nodejs.org.')
}

/** Makes a real book's conditions on this disk: a file with a write-ahead log and a full-text index. */
export async function checkSqlite(): Promise<Check[]> {
  // Loaded here, so that a binding that does not load is a finding and not the end.
  const { default: Database } = await import('better-sqlite3')
  const folder = mkdtempSync(join(tmpdir(), 'panelwright-doctor-'))
  try {
    const sqlite = new Database(join(folder, 'probe.sqlite'))
    try {
      const version = sqlite.prepare('select sqlite_version()').pluck().get()
      const mode = sqlite.pragma('journal_mode = WAL', { simple: true })
      sqlite.exec("create virtual table probe using fts5(words); insert into probe values ('a lighthouse at dusk')")
      const hits = sqlite.prepare("select count(*) from probe where probe match 'lighthouse'").pluck().get()
      if (mode !== 'wal')
        return [missing('SQLite', `${version}, but no write-ahead log`, `Use a disk of this machine for ${tmpdir()}.`)]
      if (hits !== 1) return [missing('SQLite', `${version}, but its full-text search finds nothing`, INSTALL_AGAIN)]
      return [ok('SQLite', `${version}, write-ahead log, full-text search`)]
    } finally {
      sqlite.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Encodes and decodes a picture in each format that takes come in. */
export async function checkSharp(): Promise<Check[]> {
  const { sharp } = await import('../../images/sharp.ts')
  const { checkPicture } = await import('../../images/check-picture.ts')
  const probe = sharp({ create: { width: 64, height: 64, channels: 3, background: '#3f78b8' } })
  const broken: string[] = []
  for (const format of ['png', 'jpeg', 'webp'] as const) {
    const checked = await checkPicture(await probe.clone().toFormat(format).toBuffer())
    if (!checked.ok || checked.format !== format) broken.push(format)
  }
  const versions = `sharp ${sharp.versions.sharp}, libvips ${sharp.versions.vips}`
  return broken.length === 0
    ? [ok('Pictures', `${versions}; PNG, JPEG and WebP come and go`)]
    : [missing('Pictures', `${versions} cannot do ${broken.join(', ')}`, INSTALL_AGAIN)]
}

export function checkFonts(): Check[] {
  const fonts = Object.entries(SHIPPED_FONTS)
  const broken = fonts.filter(([name, { file }]) => {
    try {
      loadTypeface(name, readFileSync(resourcePath('resources', 'fonts', file)))
      return false
    } catch {
      return true
    }
  })
  return broken.length === 0
    ? [ok('Fonts', `${fonts.length} files`)]
    : [missing('Fonts', `not readable: ${broken.map(([, { file }]) => file).join(', ')}`, INSTALL_AGAIN)]
}

/** Programs of others that can judge our files; only tests and the curious need them. */
const JUDGES = [
  { program: 'qpdf', judges: 'PDF' },
  { program: 'pdfinfo', judges: 'PDF' },
  { program: 'xmllint', judges: 'ComicInfo.xml' },
  { program: 'unzip', judges: 'CBZ' },
]

export function checkJudges(): Check[] {
  const absent = JUDGES.filter(({ program }) => spawnSync(program, ['--version']).error !== undefined)
  const present = JUDGES.filter((judge) => !absent.includes(judge)).map(({ program }) => program)
  return absent.length === 0
    ? [ok('Outside judges', present.join(', '))]
    : [
        lacking(
          'Outside judges',
          `not installed: ${absent.map(({ program, judges }) => `${program} (${judges})`).join(', ')}`,
          'Only needed to have exported files judged by others: apt-get install qpdf poppler-utils libxml2-utils unzip',
        ),
      ]
}
