import type { DescribedPanel, PageDescription, PageText } from './page.ts'

/** Something of a page that can be read aloud: a picture in words with the texts in it, or a text by itself. */
export type ReadingPart =
  | { type: 'panel'; panel: DescribedPanel; texts: readonly PageText[] }
  | { type: 'text'; text: PageText }

/**
 * A page in the order it is read aloud: headings, then each panel's picture followed by what is written in it, then what
 * belongs to no panel.
 */
export function readingParts({ texts, panels }: Pick<PageDescription, 'texts' | 'panels'>): ReadingPart[] {
  const known = new Set(panels.map(({ id }) => id))
  const alone = texts.filter(({ panelId }) => panelId === null || !known.has(panelId))
  const asPart = (text: PageText): ReadingPart => ({ type: 'text', text })
  return [
    ...alone.filter(({ kind }) => kind === 'heading').map(asPart),
    ...panels.map(
      (panel): ReadingPart => ({ type: 'panel', panel, texts: texts.filter(({ panelId }) => panelId === panel.id) }),
    ),
    ...alone.filter(({ kind }) => kind !== 'heading').map(asPart),
  ]
}
