import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { roughs } from '../../src/main/providers/roughs/roughs-provider.ts'
import { importScript } from '../../src/main/services/importing.ts'
import { newBook } from '../../src/main/services/new-book.ts'
import { planBatch } from '../../src/main/services/planning.ts'
import type { GenerationRequest } from '../../src/shared/domain/generation.ts'

const shared = join(import.meta.dirname, '../../../shared/samples')

/** The sample book that ships, and longer ones where they are at hand. */
export const BOOKS: Record<string, string[]> = {
  sample: [join(import.meta.dirname, '../../resources/sample')],
  alice: [join(shared, 'alice')],
  novel: [join(shared, 'novel')],
  strips: [join(shared, 'strips/lighthouse-strips.txt'), join(shared, 'novel/bible.md')],
}

/** Every picture a book asks for in a style, as the app would order it; none, and loudly, where the book is not here. */
export async function requestsOf(book: string, style: string): Promise<GenerationRequest[]> {
  const paths = BOOKS[book] ?? []
  const absent = paths.filter((path) => !existsSync(path))
  if (absent.length > 0) {
    console.error(`SKIPPED ${book}: ${absent.join(', ')} is not here.`)
    return []
  }
  const folder = mkdtempSync(join(tmpdir(), 'panelwright-roughs-'))
  try {
    const project = newBook(join(folder, `${book}.panelwright`), {}, { what: 'bench', now: Date.now })
    await importScript(project, paths)
    const { jobs } = planBatch(project, { styles: [style], provider: roughs })
    project.close()
    return jobs.map(({ request }) => request)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
