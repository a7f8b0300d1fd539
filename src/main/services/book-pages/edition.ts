import { AppError } from '../../../shared/errors.ts'
import type { Project } from '../../open-project.ts'

/** One look of the book: an art style and the language of its pictures. */
export interface Edition {
  artStyleId: string
  language: string
}

interface CountedEdition extends Edition {
  panels: number
}

/**
 * The edition that is meant: the one named, or, where a name is left out, the one that has the most panels drawn.
 *
 * @throws AppError WRONG_USE when the book has no picture in it, naming the editions it has
 */
export function chooseEdition(project: Project, wanted: Partial<Edition>): Edition {
  const editions = drawnEditions(project)
  if (editions.length === 0) {
    throw new AppError('WRONG_USE', 'The book has no pictures yet.', {
      remedy: 'Make them first: panelwright generate <project> --style noir',
    })
  }
  const chosen = editions.find(
    ({ artStyleId, language }) =>
      (wanted.artStyleId === undefined || wanted.artStyleId === artStyleId) &&
      (wanted.language === undefined || wanted.language === language),
  )
  if (chosen) return { artStyleId: chosen.artStyleId, language: chosen.language }
  const asked = [wanted.artStyleId, wanted.language].filter((part) => part !== undefined).join(' · ')
  const known = editions.map(({ artStyleId, language, panels }) => `${artStyleId} · ${language} (${panels} panels)`)
  throw new AppError('WRONG_USE', `The book has no pictures in ${asked}.`, {
    remedy: `It has ${known.join(', ')}. Choose one of these, or generate the other first.`,
  })
}

/** Most panels first. */
function drawnEditions({ store }: Project): CountedEdition[] {
  return store.sqlite
    .prepare(
      `select t.art_style_id artStyleId, t.language, count(distinct t.panel_id) panels
       from take t join panel p on p.id = t.panel_id
       where t.file_state = 'whole' and t.trashed_at is null and p.trashed_at is null
       group by 1, 2 order by panels desc, artStyleId, language`,
    )
    .all() as CountedEdition[]
}
