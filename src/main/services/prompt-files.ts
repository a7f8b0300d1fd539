import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Diagnostic } from '../../shared/domain/diagnostic.ts'
import { AppError } from '../../shared/errors.ts'
import type { Project } from '../open-project.ts'
import { promptHash } from '../prompts/job-key.ts'
import type { PromptEdit } from '../store/prompt-edits.ts'
import { writeWhole } from '../store/write-whole.ts'
import type { PlannedJob } from './plan/planned-job.ts'
import { type Plan, padded } from './planning.ts'
import { promptFileText, readPromptFile } from './prompt-files/prompt-file-text.ts'

/** Beside the prompt files: which panel each belongs to and what it was made from. */
const INDEX = 'prompts.json'

const indexSchema = z.record(
  z.string(),
  z.strictObject({
    panelId: z.string(),
    style: z.string(),
    lang: z.string(),
    /** Hash of what was composed: a file that still says it is no edit. */
    composed: z.string(),
    /** What an edit hangs on. */
    basis: z.string(),
  }),
)
type Index = z.infer<typeof indexSchema>

export interface ExportedPrompts {
  written: number
  /** Files whose prompt the author rewrote before. */
  edited: number
}

/**
 * Writes the prompts of a plan to a folder, one text file each (`ch01_sc02_p003_noir_en.txt`): the prompt, an empty
 * line, `NEGATIVE:` and what to avoid. Files of other panels and editions there stay as they are.
 *
 * @throws AppError BAD_INPUT when the folder's index cannot be read, READ_ONLY, DISK_FULL
 */
export function exportPrompts(plan: Plan, folder: string): ExportedPrompts {
  mkdirSync(folder, { recursive: true })
  const index = readIndex(folder) ?? {}
  const jobs = plan.jobs.filter((job) => job.index === 0)
  for (const job of jobs) {
    const name = fileName(job)
    writeWhole(join(folder, name), promptFileText(job))
    index[name] = {
      panelId: job.panelId,
      style: job.style,
      lang: job.lang,
      composed: job.composedHash,
      basis: job.basisHash,
    }
  }
  writeWhole(join(folder, INDEX), `${JSON.stringify(index, null, 1)}\n`)
  return { written: jobs.length, edited: jobs.filter(({ edited }) => edited !== 'no').length }
}

export interface ReadBack {
  /** Prompts that now have the author's words. */
  edited: number
  /** Prompts that are composed again: their file was deleted, or holds the composed words. */
  withdrawn: number
  unchanged: number
  diagnostics: Diagnostic[]
}

/**
 * Reads edited prompt files back. A file that still holds what was composed is no edit. Deleting a file withdraws the
 * edit. A file that cannot be used changes nothing and is reported.
 *
 * @throws AppError BAD_INPUT when the folder was not written by `exportPrompts`, NOT_FOUND, and the project's reason
 * when it is read-only
 */
export function readPrompts(project: Project, folder: string): ReadBack {
  if (project.readOnly) throw project.readOnly
  const index = readIndex(folder)
  if (index === null) {
    throw new AppError('BAD_INPUT', `${folder} holds no exported prompts: its ${INDEX} is missing.`, {
      remedy: 'Export the prompts to a folder first, edit the files there, then read that folder.',
    })
  }
  const files = new Set(readdirSync(folder).filter((name) => name.endsWith('.txt')))
  const result: ReadBack = { edited: 0, withdrawn: 0, unchanged: 0, diagnostics: strangers(files, index, folder) }
  const existing = new Set(
    project.script.panels(Object.values(index).map(({ panelId }) => panelId)).map(({ id }) => id),
  )
  const edits = new Map<string, Map<string, PromptEdit>>()
  const editsOf = (style: string, lang: string) => {
    const edition = `${style} ${lang}`
    const known = edits.get(edition) ?? project.promptEdits.forEdition(style, lang)
    edits.set(edition, known)
    return known
  }
  project.store.sqlite.transaction(() => {
    for (const [name, { panelId, style, lang, composed, basis }] of Object.entries(index)) {
      const file = join(folder, name)
      const before = editsOf(style, lang).get(panelId)
      const read = files.has(name) ? readPromptFile(file) : 'deleted'
      if (!existing.has(panelId)) {
        if (read !== 'deleted')
          result.diagnostics.push(
            problem(
              file,
              0,
              'panel-gone',
              'The panel this prompt was for is no longer in the script.',
              'Delete the file.',
            ),
          )
      } else if (read !== 'deleted' && 'message' in read) {
        result.diagnostics.push(problem(file, read.line, 'prompt-file-unusable', read.message, read.remedy))
      } else if (read === 'deleted' || promptHash(read.prompt, read.negativePrompt) === composed) {
        if (before) project.promptEdits.withdraw({ panelId, artStyleId: style, language: lang })
        result[before ? 'withdrawn' : 'unchanged']++
      } else if (
        before?.prompt === read.prompt &&
        before.negativePrompt === read.negativePrompt &&
        before.basisHash === basis
      ) {
        result.unchanged++
      } else {
        project.promptEdits.set({
          panelId,
          artStyleId: style,
          language: lang,
          ...read,
          basisHash: basis,
          editedAt: project.now(),
        })
        result.edited++
      }
    }
  })()
  return result
}

/** `ch01_sc02_p003_noir_en.txt` */
function fileName({ chapter, scene, panel, style, lang }: PlannedJob): string {
  return `ch${padded(chapter)}_sc${padded(String(scene))}_p${String(panel).padStart(3, '0')}_${style}_${lang}.txt`
}

function readIndex(folder: string): Index | null {
  let text: string
  try {
    text = readFileSync(join(folder, INDEX), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  try {
    return indexSchema.parse(JSON.parse(text))
  } catch (cause) {
    throw new AppError('BAD_INPUT', 'This index of exported prompts is damaged.', {
      place: { file: join(folder, INDEX), line: 1 },
      remedy: 'Export the prompts to a new folder and copy your edited files there.',
      cause,
    })
  }
}

/** Text files nobody exported: a renamed file would otherwise be overlooked in silence. */
function strangers(files: ReadonlySet<string>, index: Index, folder: string): Diagnostic[] {
  return [...files]
    .filter((name) => !(name in index))
    .sort()
    .map((name) =>
      problem(
        join(folder, name),
        0,
        'prompt-file-unknown',
        'This is none of the exported prompts.',
        'Give it back its name, or delete it.',
      ),
    )
}

const problem = (file: string, line: number, code: string, message: string, remedy: string): Diagnostic => ({
  severity: 'warning',
  code,
  file,
  line,
  message,
  remedy,
})
