import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { Project } from '../../open-project.ts'
import { promptHash } from '../../prompts/job-key.ts'
import { panelTextHash } from '../../script/merge/text-hash.ts'
import { storageFailure } from '../../store/storage-failure.ts'
import { writeWhole } from '../../store/write-whole.ts'
import type { PlannedJob } from '../plan/planned-job.ts'
import { promptFileText, readPromptFile } from '../prompt-files/prompt-file-text.ts'
import type { ChosenPanel } from './choose-panels.ts'
import { placeInBook } from './picture-names.ts'

/** Beside the prompts: what each file was written for and from. */
const INDEX = 'prompts.json'
const HASH_DIGITS = 8

const indexSchema = z.record(
  z.string(),
  z.strictObject({
    panelId: z.string(),
    style: z.string(),
    lang: z.string(),
    /** Of the panel's words: other words get a file of their own. */
    text: z.string(),
    /** Hash of the composed prompt that the file was written with: a file that still says it is no edit. */
    composed: z.string(),
    /** What an edit hangs on. */
    basis: z.string(),
  }),
)
type Index = z.infer<typeof indexSchema>

/** One picture of a plan with the panel it is for. */
export interface JobOfPanel {
  job: PlannedJob
  chosen: ChosenPanel
}

export interface TakenIn {
  /** Panels whose edit in the book is another now: their jobs are to be planned again. */
  changed: string[]
  /** Panels whose file says something that cannot be used; no picture is made of them. */
  unusable: Set<string>
  diagnostics: Diagnostic[]
}

/**
 * Prompts as text files, one for each picture: `chapter_01_scene_02_noir_1a2b3c4d.txt`. A file that its author changed is
 * what is sent. Its name ends in a hash of the words it was made from, so that a new text gets a new file, and what was
 * written for the old one is there when the old text comes back.
 */
export function promptCache(folder: string) {
  let index: Index | null = null
  const known = () => (index ??= readIndex(join(folder, INDEX)))
  const nameOf = ({ job, chosen }: JobOfPanel) => {
    const text = panelTextHash(chosen.panel.content).slice(0, HASH_DIGITS)
    const isSame = (entry: Index[string]) =>
      entry.panelId === job.panelId && entry.style === job.style && entry.lang === job.lang && entry.text === text
    const found = Object.entries(known()).find(([, entry]) => isSame(entry))
    const own = [placeInBook(chosen), job.style, text].join('_')
    let name = `${own}.txt`
    for (let count = 2; found === undefined && known()[name] !== undefined; count++) name = `${own}_${count}.txt`
    return { name: found?.[0] ?? name, text }
  }
  return {
    /** Takes what the author wrote into the book: edits that are new, those that changed, those that are gone. */
    takeIn(project: Project, jobs: readonly JobOfPanel[]): TakenIn {
      const result: TakenIn = { changed: [], unusable: new Set(), diagnostics: [] }
      const edits = new Map<string, ReturnType<Project['promptEdits']['forEdition']>>()
      for (const each of jobs) {
        const { job } = each
        const edition = `${job.style} ${job.lang}`
        if (!edits.has(edition)) edits.set(edition, project.promptEdits.forEdition(job.style, job.lang))
        const before = edits.get(edition)!.get(job.panelId)
        const { name } = nameOf(each)
        const entry = known()[name]
        const file = join(folder, name)
        const read = entry !== undefined && existsSync(file) ? readPromptFile(file) : null
        if (read !== null && 'message' in read) {
          result.unusable.add(job.panelId)
          result.diagnostics.push({
            severity: 'error',
            code: 'prompt-file-unusable',
            file,
            line: read.line,
            message: `${read.message} No picture is made from it.`,
            remedy: read.remedy,
          })
          continue
        }
        const hash = read === null ? null : promptHash(read.prompt, read.negativePrompt)
        if (read === null || hash === entry!.composed || hash === job.composedHash) {
          if (before === undefined) continue
          project.promptEdits.withdraw({ panelId: job.panelId, artStyleId: job.style, language: job.lang })
          result.changed.push(job.panelId)
        } else if (before?.prompt !== read.prompt || before.negativePrompt !== read.negativePrompt) {
          project.promptEdits.set({
            panelId: job.panelId,
            artStyleId: job.style,
            language: job.lang,
            ...read,
            basisHash: entry!.basis,
            editedAt: project.now(),
          })
          result.changed.push(job.panelId)
        }
      }
      return result
    },

    /**
     * Writes the composed prompts; files in the author's own words stay as they are.
     *
     * @returns name of each file, by panel id
     * @throws AppError DISK_FULL, READ_ONLY
     */
    write(jobs: readonly JobOfPanel[], unusable: ReadonlySet<string>): Map<string, string> {
      const names = new Map<string, string>()
      try {
        mkdirSync(folder, { recursive: true })
        for (const each of jobs) {
          const { job } = each
          const { name, text } = nameOf(each)
          names.set(job.panelId, name)
          if (job.edited !== 'no' || unusable.has(job.panelId)) continue
          const file = join(folder, name)
          const content = promptFileText(job)
          if (!existsSync(file) || readFileSync(file, 'utf8') !== content) writeWhole(file, content)
          known()[name] = {
            panelId: job.panelId,
            style: job.style,
            lang: job.lang,
            text,
            composed: job.composedHash,
            basis: job.basisHash,
          }
        }
        writeWhole(join(folder, INDEX), `${JSON.stringify(known(), null, 1)}\n`)
      } catch (error) {
        throw storageFailure(error, folder)
      }
      return names
    },

    /** Files in the author's own words that were written for an earlier text of these panels. */
    outdated(jobs: readonly JobOfPanel[]): string[] {
      const panels = new Set(jobs.map(({ job }) => `${job.panelId} ${job.style} ${job.lang}`))
      const current = new Set(jobs.map((each) => nameOf(each).name))
      return Object.entries(known()).flatMap(([name, { panelId, style, lang, composed }]) => {
        if (current.has(name) || !panels.has(`${panelId} ${style} ${lang}`)) return []
        const file = join(folder, name)
        if (!existsSync(file)) return []
        const read = readPromptFile(file)
        return 'message' in read || promptHash(read.prompt, read.negativePrompt) === composed ? [] : [basename(name)]
      })
    },
  }
}

/** A list that is lost or damaged is made anew; files nobody can place any more are left as they are. */
function readIndex(file: string): Index {
  try {
    return indexSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return {}
  }
}
