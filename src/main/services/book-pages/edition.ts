import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'

/** One look of the book: an art style and a language. */
export interface Edition {
  artStyleId: string
  language: string
}

interface CountedEdition extends Edition {
  panels: number
}

/**
 * The edition that is meant. A style left out is the one that has the most panels drawn, a language left out the one
 * that has the most in that style. Any language may be asked for: art of another one stands in where it has none.
 *
 * @throws AppError WRONG_USE when the book has no picture in the style, naming the styles it has
 */
export function chooseEdition(project: Project, wanted: Partial<Edition>): Edition {
  const editions = drawnEditions(project)
  if (editions.length === 0) {
    throw new AppError('WRONG_USE', said`The book has no pictures yet.`, {
      remedy: said`Make them first: panelwright generate <project> --style noir`,
    })
  }
  const chosen = editions.find(({ artStyleId }) => artStyleId === (wanted.artStyleId ?? artStyleId))
  if (chosen) return { artStyleId: chosen.artStyleId, language: wanted.language ?? chosen.language }
  const known = editions.map(({ artStyleId, language, panels }) => `${artStyleId} · ${language} (${panels} panels)`)
  throw new AppError('WRONG_USE', said`The book has no pictures in the style ${wanted.artStyleId}.`, {
    remedy: said`It has ${known.join(', ')}. Choose one of these, or generate the other first.`,
  })
}

/** Most panels first. */
export function drawnEditions({ store }: Pick<Project, 'store'>): CountedEdition[] {
  return store.sqlite
    .prepare(
      `select t.art_style_id artStyleId, t.language, count(distinct t.panel_id) panels
       from take t join panel p on p.id = t.panel_id
       where t.file_state = 'whole' and t.trashed_at is null and p.trashed_at is null
       group by 1, 2 order by panels desc, artStyleId, language`,
    )
    .all() as CountedEdition[]
}
