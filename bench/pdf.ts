/**
 * PDF and CBZ assembly against the best tools of the field, on the same pages in the same run.
 *
 *   npx node bench/pdf.ts [pages]      default 500, 1600 × 2400 px, about 1.3 MB each
 *
 * Prints medians of wall time and peak memory of whole processes, and checks the output: `qpdf --check`, every JPEG
 * byte for byte, `unzip -t`. Our exports end with their bytes on the disk, so the peers' files are synced too. Ends with exit code 1 when a target is missed.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sharp } from '../src/main/images/sharp.ts'

const ROUNDS = 3
// The archive's checksums are made in JavaScript by the library that writes it; that is what its bar allows for.
const TARGETS = { pdfTimesImg2pdf: 1.5, cbzTimesZip: 2, peakMb: 250 }
const PAGE = { widthPx: 1600, heightPx: 2400 }

interface Run {
  seconds: number
  peakMb: number
}

const pageCount = Number(process.argv[2] ?? 500)
if (!Number.isInteger(pageCount) || pageCount < 1) {
  console.error('Usage: npx node bench/pdf.ts [pages]')
  process.exit(2)
}
const folder = await mkdtemp(join(tmpdir(), 'panelwright-bench-'))
try {
  process.exitCode = (await bench()) ? 0 : 1
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function bench(): Promise<boolean> {
  const jpegs = await makePages()
  const totalMb = (await Promise.all(jpegs.map(async (path) => (await stat(path)).size))).reduce((a, b) => a + b) / 1e6
  console.log(`${pageCount} pages, ${totalMb.toFixed(0)} MB of JPEG, ${ROUNDS} rounds, medians\n`)
  await writeFile(join(folder, 'export.ts'), childSource(jpegs))

  const ours = (format: string) => measure(process.execPath, [join(folder, 'export.ts'), format, out(`ours.${format}`)])
  const contest = [
    { name: 'ours, PDF', run: () => ours('pdf') },
    { name: 'img2pdf', run: () => measurePeer('img2pdf', [...jpegs, '-o', out('img2pdf.pdf')], out('img2pdf.pdf')) },
    { name: 'ours, CBZ', run: () => ours('cbz') },
    { name: 'zip -0', run: () => measurePeer('zip', ['-0', '-q', '-j', out('zip.cbz'), ...jpegs], out('zip.cbz')) },
  ]
  const results = new Map<string, Run[]>()
  // Interleaved, so that a busy moment of the machine falls on all alike.
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, run } of contest) {
      // An archive that is there already would be updated, not made.
      await rm(out('zip.cbz'), { force: true })
      const result = run()
      if (result === null) console.log(`SKIPPED: ${name} is not installed`)
      else results.set(name, [...(results.get(name) ?? []), result])
    }
  }
  const medians = new Map([...results].map(([name, runs]) => [name, median(runs)]))
  for (const [name, { seconds, peakMb }] of medians) {
    console.log(`${name.padEnd(12)} ${seconds.toFixed(2).padStart(7)} s  ${peakMb.toFixed(0).padStart(5)} MB`)
  }
  console.log('')
  const checks = [
    ratio('PDF against img2pdf', medians.get('ours, PDF'), medians.get('img2pdf'), TARGETS.pdfTimesImg2pdf),
    ratio('CBZ against zip -0', medians.get('ours, CBZ'), medians.get('zip -0'), TARGETS.cbzTimesZip),
    verdict(`PDF peak ≤ ${TARGETS.peakMb} MB`, medians.get('ours, PDF')!.peakMb <= TARGETS.peakMb),
    verdict(`CBZ peak ≤ ${TARGETS.peakMb} MB`, medians.get('ours, CBZ')!.peakMb <= TARGETS.peakMb),
    tool('qpdf --check', 'qpdf', ['--check', out('ours.pdf')]),
    tool('unzip -t', 'unzip', ['-tqq', out('ours.cbz')]),
    await sameJpegs(jpegs),
  ]
  return checks.every((passed) => passed)
}

function out(name: string): string {
  return join(folder, name)
}

/** Noise over a gradient: compresses like a painted page, no two pages alike. */
async function makePages(): Promise<string[]> {
  const pagesFolder = join(folder, 'pages')
  await mkdir(pagesFolder)
  const { widthPx: width, heightPx: height } = PAGE
  const noise = { type: 'gaussian', mean: 128, sigma: 38 } as const
  const source = await sharp({ create: { width, height, channels: 3, background: '#888', noise } })
    .blur(0.8)
    .jpeg({ quality: 90 })
    .toBuffer()
  const paths = Array.from({ length: pageCount }, (_, index) =>
    join(pagesFolder, `${String(index).padStart(5, '0')}.jpg`),
  )
  // A comment segment makes every file distinct without encoding each anew.
  for (const [index, path] of paths.entries()) {
    const comment = Buffer.from(`page ${String(index).padStart(6, '0')}`)
    const segment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, comment.length + 2]), comment])
    await writeFile(path, Buffer.concat([source.subarray(0, 2), segment, source.subarray(2)]))
  }
  return paths
}

function childSource(jpegs: readonly string[]): string {
  const sizeMm = { width: 170, height: 255 }
  const pages = jpegs.map((jpegPath) => ({
    kind: 'page',
    jpegPath,
    ...PAGE,
    sizeMm,
    trimMm: { x: 3, y: 3, width: 164, height: 249 },
    shapes: [],
  }))
  const book = {
    title: 'Bench',
    author: 'Panelwright',
    summary: null,
    series: null,
    number: null,
    language: 'en',
    direction: 'ltr',
    chapters: [{ title: 'One', firstPage: 0 }],
    pages,
  }
  const exporters = join(import.meta.dirname, '..', 'src', 'main', 'exporters')
  return `
const [format, outFile] = process.argv.slice(2)
const book = ${JSON.stringify(book)}
if (format === 'pdf') await (await import(${JSON.stringify(join(exporters, 'pdf.ts'))})).exportPdf(book, outFile)
else await (await import(${JSON.stringify(join(exporters, 'cbz.ts'))})).exportCbz(book, outFile)
`
}

/** Null when the program is missing. */
function measurePeer(program: string, args: readonly string[], outFile: string): Run | null {
  if (spawnSync('which', [program]).status !== 0) return null
  return measure('sh', ['-c', '"$@" && sync "$0"', outFile, program, ...args])
}

/** Runs a program under GNU time. */
function measure(program: string, args: readonly string[]): Run {
  const started = performance.now()
  const { status, stderr, error } = spawnSync('/usr/bin/time', ['-f', '%M', program, ...args], { encoding: 'utf8' })
  const seconds = (performance.now() - started) / 1000
  if (error !== undefined) throw new Error('GNU time is needed: apt-get install time', { cause: error })
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`)
  return { seconds, peakMb: Number(stderr.trim().split('\n').at(-1)) / 1024 }
}

function median(runs: readonly Run[]): Run {
  const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
  return { seconds: middle(runs.map((run) => run.seconds)), peakMb: middle(runs.map((run) => run.peakMb)) }
}

function ratio(name: string, ours: Run | undefined, theirs: Run | undefined, most: number): boolean {
  if (ours === undefined || theirs === undefined) return verdict(`${name}: no peer to measure against`, true)
  const times = ours.seconds / theirs.seconds
  return verdict(`${name}: ${times.toFixed(2)} × (at most ${most})`, times <= most)
}

function tool(name: string, program: string, args: readonly string[]): boolean {
  const { status, error, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (error !== undefined) return verdict(`SKIPPED: ${program} is not installed`, true)
  return verdict(status === 0 ? name : `${name}: ${stdout}${stderr}`, status === 0)
}

async function sameJpegs(jpegs: readonly string[]): Promise<boolean> {
  const extracted = join(folder, 'extracted')
  await mkdir(extracted)
  const { error } = spawnSync('pdfimages', ['-j', out('ours.pdf'), join(extracted, 'p')])
  if (error !== undefined) return verdict('SKIPPED: pdfimages is not installed', true)
  const hash = async (path: string) =>
    createHash('sha256')
      .update(await readFile(path))
      .digest('hex')
  const names = (await readdir(extracted)).toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  const same = await Promise.all(
    jpegs.map(async (jpeg, index) => (await hash(jpeg)) === (await hash(join(extracted, names[index]!)))),
  )
  return verdict(`${same.filter(Boolean).length} of ${jpegs.length} JPEGs identical to the byte`, same.every(Boolean))
}

function verdict(text: string, passed: boolean): boolean {
  console.log(`${passed ? 'ok  ' : 'MISS'} ${text}`)
  return passed
}
