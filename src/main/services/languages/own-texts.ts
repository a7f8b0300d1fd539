import type { TextSubject } from '../../../shared/domain/lettering-text.ts'
import type { Project } from '../../open-project.ts'

/** Something that is set as letters, in the words of the book's own language. */
export interface OwnText {
  subject: TextSubject
  /** Of the line, chapter or person; `book` for title and author. */
  subjectId: string
  /** Where it stands; null for what belongs to the whole book. */
  chapter: string | null
  scene: number | null
  /** From 1 within the scene. */
  panel: number | null
  /** `title`, `author`, `name`, `chapter`, `caption`, `sfx`, or the balloon of a speech: `speech`, `whisper`. */
  kind: string
  speaker: string | null
  text: string
}

/** The subject of texts that belong to the book itself. */
export const THE_BOOK = 'book'

/** Every text of the book in reading order: title and author, names of who speaks, then chapter by chapter. */
export function ownTexts(project: Project): OwnText[] {
  const { title, author } = project.book.settings()
  const names = new Map(project.cast.bible().people.map(({ id, name }) => [id, name]))
  const panels = project.script.panels(project.script.panelIds())
  const byChapter = Map.groupBy(panels, ({ chapterId }) => chapterId)
  const nowhere = { chapter: null, scene: null, panel: null, speaker: null }

  const speakers = new Set(panels.flatMap(({ content }) => content.lettering.flatMap((line) => line.speakerId ?? [])))
  const texts: OwnText[] = [
    { ...nowhere, subject: 'title', subjectId: THE_BOOK, kind: 'title', text: title },
    { ...nowhere, subject: 'author', subjectId: THE_BOOK, kind: 'author', text: author },
    ...[...speakers].flatMap((id): OwnText[] => {
      const name = names.get(id)
      return name === undefined ? [] : [{ ...nowhere, subject: 'name', subjectId: id, kind: 'name', text: name }]
    }),
  ]
  for (const { id, number, title: heading, loose } of project.script.chapters()) {
    if (loose === 'apart') continue
    texts.push({ ...nowhere, subject: 'chapter', subjectId: id, chapter: number, kind: 'chapter', text: heading })
    for (const panel of byChapter.get(id) ?? []) {
      for (const [index, { kind, balloon, speakerId, speakerName, text }] of panel.content.lettering.entries()) {
        texts.push({
          subject: 'line',
          subjectId: panel.letteringIds[index]!,
          chapter: panel.chapter,
          scene: panel.scene,
          panel: panel.number,
          kind: kind === 'dialogue' ? balloon : kind,
          speaker: (speakerId === null ? undefined : names.get(speakerId)) ?? speakerName,
          text,
        })
      }
    }
  }
  return texts.filter(({ text }) => text.trim() !== '')
}

/** A text's name among all of a book. */
export function textKey({ subject, subjectId }: Pick<OwnText, 'subject' | 'subjectId'>): string {
  return `${subject}/${subjectId}`
}

/** Whether an edition lacks something without it: names stand on no page, an author keeps theirs. */
export function isNeeded({ subject }: Pick<OwnText, 'subject'>): boolean {
  return subject === 'line' || subject === 'chapter' || subject === 'title'
}

/** `chapter 1, scene 2, panel 3`; `the title`. */
export function placeOfText({ subject, chapter, scene, panel, text }: OwnText): string {
  if (subject === 'line') return `chapter ${chapter}, scene ${scene}, panel ${panel}`
  if (subject === 'chapter') return `the heading of chapter ${chapter}`
  return subject === 'name' ? `the name ${text}` : `the ${subject}`
}
