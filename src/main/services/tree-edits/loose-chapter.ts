import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import { isLooseRoot, LOOSE_ROOTS } from '../../store/loose-source.ts'
import { keepEdit } from '../paging/keep-edit.ts'

/**
 * Takes the chapter of free prompts onto the pages of the book, or off them; an edit like any other. Single panels are
 * taken in by moving them into another chapter.
 *
 * @throws AppError NOT_FOUND where there are no free prompts, READ_ONLY
 */
export function takeLooseIn(project: Project, inBook: boolean): void {
  const sources = project.store.sqlite.prepare('select id, root from source').all() as { id: string; root: string }[]
  const source = sources.find(({ root }) => isLooseRoot(root))
  if (source === undefined)
    throw new AppError('NOT_FOUND', said`The book has no free prompts.`, {
      remedy: said`Generate some in custom boxes or by batch paste.`,
    })
  keepEdit(project, inBook ? said`Print the free prompts` : said`Keep the free prompts off the pages`, (rows) =>
    rows.put('source_root', { id: source.id }, { root: inBook ? LOOSE_ROOTS.inBook : LOOSE_ROOTS.apart }),
  )
}
