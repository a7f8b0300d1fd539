import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sharp } from '../../src/main/images/sharp.ts'
import type { Project } from '../../src/main/open-project.ts'
import { importScript } from '../../src/main/services/importing.ts'
import { newBook } from '../../src/main/services/new-book.ts'
import { queueStore } from '../../src/main/store/queue/index.ts'

const SCENES_A_CHAPTER = 10
const PANELS_A_SCENE = 15
/** Different pictures on disk; takes share them, each under a path of its own. */
const PICTURES = 48

/**
 * A book of so many panels, each with so many takes in one edition, and real picture files. The last `queued` panels
 * have wishes that wait instead.
 */
export async function fillBook(
  folder: string,
  { panels, takes, queued = 0 }: { panels: number; takes: number; queued?: number },
): Promise<Project> {
  const script = join(folder, 'strips.txt')
  writeFileSync(script, scriptOf(panels))
  const project = newBook(join(folder, 'Large.panelwright'), { title: 'Large' }, { what: 'a measurement' })
  await importScript(project, [script])
  const ids = project.script.panelIds()
  const pictures = await Promise.all(Array.from({ length: PICTURES }, (_, at) => picture(at)))
  const queue = queueStore(project.store.sqlite)
  queue.transaction(() => {
    queue.batches.insert({ id: 'batch', title: 'All', settings: {}, priority: 'normal', budgetUsd: null, createdAt: 0 })
    for (const [row, panelId] of ids.entries())
      for (let index = 0; index < takes; index++) {
        const position = row * takes + index
        const key = createHash('sha256').update(`${position}`).digest('hex')
        const id = `job-${String(position).padStart(6, '0')}`
        const edition = { panelId, key, artStyleId: 'noir', language: 'en', imageIndex: index }
        queue.jobs.insertRequest(key, REQUEST)
        const lane = { lane: 'roughs', rank: 1, estimateUsd: 0.05 }
        queue.jobs.insert({ id, batchId: 'batch', position, folder: 'ch01/sc01', ...lane, ...edition })
        if (row >= ids.length - queued) continue
        queue.jobs.claim(id, position * 1_000)
        const over = { notBefore: 0, attempts: 1, failure: null, message: null, finishedAt: position * 1_000 + 16_400 }
        queue.jobs.change({ id, state: 'done', ...over })
        const { bytes, sha256 } = pictures[(row * 5 + index) % PICTURES]!
        const path = `takes/ch${Math.floor(row / 150)}/${id}.webp`
        if (index === 0 && row % 150 === 0) mkdirSync(join(project.folder, path, '..'), { recursive: true })
        writeFileSync(join(project.folder, path), bytes)
        const size = { sha256, bytes: bytes.length, width: 768, height: 512, format: 'webp' as const }
        const take = { id: `take-${id}`, jobId: id, path, regions: null, sameAsTakeId: null, createdAt: Date.now() }
        queue.takes.insert({ ...take, ...edition, ...size })
      }
  })
  return project
}

const REQUEST = JSON.stringify({
  provider: 'roughs',
  providerModel: 'roughs-1',
  prompt: 'A woman waits on a stone quay. '.repeat(40),
  negativePrompt: '',
  seed: 1,
  quality: null,
})

function scriptOf(panels: number): string {
  const lines: string[] = []
  for (let panel = 0; panel < panels; panel++) {
    const scene = Math.floor(panel / PANELS_A_SCENE)
    if (panel % (PANELS_A_SCENE * SCENES_A_CHAPTER) === 0)
      lines.push(`# Chapter ${Math.floor(scene / SCENES_A_CHAPTER) + 1}: The quay`)
    if (panel % PANELS_A_SCENE === 0)
      lines.push(`## Scene ${(scene % SCENES_A_CHAPTER) + 1}: The quay`, '### Strip 001')
    else lines.push('---')
    lines.push(`A woman waits on a stone quay, the tide at step ${panel}.`)
  }
  return lines.join('\n')
}

async function picture(at: number): Promise<{ bytes: Buffer; sha256: string }> {
  const hue = (at * 360) / PICTURES
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="768" height="512"><defs><linearGradient id="g" y2="1">
    <stop stop-color="hsl(${hue} 40% 60%)"/><stop offset="1" stop-color="hsl(${hue + 40} 50% 25%)"/></linearGradient></defs>
    <rect width="768" height="512" fill="url(#g)"/>${Array.from(
      { length: 40 },
      (_, n) =>
        `<circle cx="${(n * 97 + at * 31) % 768}" cy="${(n * 61 + at * 17) % 512}" r="${8 + ((n * 7) % 50)}" fill="hsl(${hue + n * 5} 50% ${30 + (n % 40)}%)" stroke="#222" stroke-width="3"/>`,
    ).join('')}</svg>`
  const bytes = await sharp(Buffer.from(svg)).webp({ quality: 82 }).toBuffer()
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}
