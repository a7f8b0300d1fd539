import type { Bible } from '../../../shared/domain/bible.ts'
import type { BalloonKind, Lettering } from '../../../shared/domain/lettering.ts'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import type { StoredPanel } from '../../store/script.ts'
import { findPerson, type KnownPerson } from '../correcting/known-people.ts'
import { voiceOf } from '../script-view/names.ts'

/** A line over a panel as the author wants it. */
export interface LineChange {
  /** The line it was; absent = a new one. */
  id?: string | undefined
  kind: Lettering['kind']
  /** Default: the line's own, `speech` for a new one and for what is not spoken. */
  balloon?: BalloonKind | undefined
  /** By name or id; null = nobody. */
  speaker: string | null
  text: string
}

/** Lines with the ids they had, null for new ones. */
interface LinesOfPanel {
  lettering: Lettering[]
  ids: (string | null)[]
}

/**
 * Lines over a panel, in the author's order and words. Whoever spoke a line and is not changed stays as sure as they were.
 *
 * @throws AppError WRONG_USE for a line of another panel, for one line twice, and for a speaker that there is not
 */
export function changedLines(
  { content, letteringIds }: Pick<StoredPanel, 'content' | 'letteringIds'>,
  changes: readonly LineChange[],
  people: readonly KnownPerson[],
  bible: Bible,
): LinesOfPanel {
  const before = new Map(letteringIds.map((id, at) => [id, content.lettering[at]!]))
  const ids = changes.map(({ id = null }) => id)
  const named = ids.filter((id) => id !== null)
  if (named.some((id) => !before.has(id)) || new Set(named).size < named.length) {
    throw new AppError('WRONG_USE', said`These are not the lines of this panel any more.`, {
      remedy: said`Look at the panel again, and write them anew.`,
    })
  }
  const speakerOf = ({ speaker }: LineChange) => (speaker === null ? NOBODY : namedBy(speaker, people, bible))
  const lettering = changes.map((change): Lettering => {
    const old = change.id === undefined ? undefined : before.get(change.id)
    const isSpoken = change.kind === 'dialogue'
    const isSame = isSpoken && old?.kind === 'dialogue' && (change.speaker ?? null) === voiceOf(old)
    const { speakerId, speakerName } = isSame ? old : isSpoken ? speakerOf(change) : captionName(old, change)
    const balloon = isSpoken ? (change.balloon ?? old?.balloon ?? 'speech') : 'speech'
    const { kind, text } = change
    return { kind, balloon, speakerId, speakerName, text, sure: isSame ? old.sure : true }
  })
  return { lettering, ids }
}

const NOBODY = { speakerId: null, speakerName: null }

/** A caption may be headed by whoever tells it, in the script's words; that stays. */
function captionName(old: Lettering | undefined, { kind }: LineChange): Pick<Lettering, 'speakerId' | 'speakerName'> {
  return old !== undefined && old.kind === kind ? { speakerId: old.speakerId, speakerName: old.speakerName } : NOBODY
}

function namedBy(
  word: string,
  people: readonly KnownPerson[],
  bible: Bible,
): Pick<Lettering, 'speakerId' | 'speakerName'> {
  const { id, name } = findPerson(word, people)
  const person = bible.people.find((one) => one.id === id)
  return person ? { speakerId: id, speakerName: person.name } : { speakerId: null, speakerName: name }
}
