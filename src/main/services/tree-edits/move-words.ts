import { isSameLine } from '../../../shared/domain/lettering.ts'
import { plainWords } from '../../../shared/domain/override.ts'
import type { PanelContent, PanelPerson } from '../../../shared/domain/panel.ts'
import type { PanelFields } from '../../../shared/domain/panel-edit.ts'
import { voiceOf } from '../script-view/names.ts'
import { cutContent, textToSplit } from './split-content.ts'

/** Letters of a text, white space left out. */
export const lettersOf = (text: string) => text.replace(/\s+/g, '').length

/** Which of two neighbours gives words to the other, and where its own are cut. */
interface Cut {
  from: 'before' | 'after'
  /** Characters of `textToSplit` of the one that gives. */
  at: number
}

/**
 * Two neighbours, after the words between the old break and the new one have gone over. What is seen and what is lettered
 * goes with its words, and whoever is in these words and in no others of the panel.
 */
export function moveWords(
  before: PanelContent,
  after: PanelContent,
  { from, at }: Cut,
  language: string,
): [PanelContent, PanelContent] {
  const giver = from === 'before' ? before : after
  const halves = cutContent(giver, at, language)
  const [stays, goes] = from === 'before' ? halves : [halves[1], halves[0]]
  const text = textToSplit(giver)
  const words = [text.slice(0, at), text.slice(at)].map(plainWords) as [string, string]
  const [kept, moved] = from === 'before' ? words : [words[1], words[0]]
  const going = giver.people.filter((person) => isIn(person, moved) || speaks(person, goes.lettering))
  const staying = giver.people.filter(
    (person) => !going.includes(person) || isIn(person, kept) || speaks(person, stays.lettering),
  )
  const left: PanelContent = {
    ...giver,
    // A panel without anything to see is drawn by its words.
    what: stays.what || stays.source || giver.what,
    source: stays.source,
    props: stays.props,
    lettering: stays.lettering,
    people: staying,
  }
  const grown = from === 'before' ? receive(after, goes, going, 'before') : receive(before, goes, going, 'after')
  return from === 'before' ? [left, grown] : [grown, left]
}

function receive(
  content: PanelContent,
  goes: Pick<PanelContent, 'what' | 'source' | 'props' | 'lettering'>,
  people: readonly PanelPerson[],
  where: 'before' | 'after',
): PanelContent {
  const there = new Set(content.people.map(({ personId }) => personId))
  const coming = new Map(people.map((person) => [person.personId, person]))
  const inOrder = <Item>(own: readonly Item[], more: readonly Item[]) =>
    where === 'before' ? [...more, ...own] : [...own, ...more]
  return {
    ...content,
    what: inOrder([content.what], [goes.what]).filter(Boolean).join(' '),
    source: inOrder([content.source], [goes.source]).filter(Boolean).join('\n'),
    props: [...new Set([...content.props, ...goes.props])],
    lettering: inOrder(content.lettering, goes.lettering),
    people: [
      // Why they are in the words that come goes along: by it they leave again with them.
      ...content.people.map((person) => {
        const more = coming.get(person.personId)?.evidence ?? []
        const known = new Set(person.evidence.map((one) => JSON.stringify(one)))
        return { ...person, evidence: [...person.evidence, ...more.filter((one) => !known.has(JSON.stringify(one)))] }
      }),
      ...people.filter(({ personId }) => !there.has(personId)),
    ],
  }
}

/** Whether some words are why somebody is there. */
function isIn({ evidence }: PanelPerson, words: string): boolean {
  return evidence.some((one) => {
    const why = plainWords(one.words)
    return why !== '' && words.includes(why)
  })
}

function speaks({ personId }: PanelPerson, lines: PanelContent['lettering']): boolean {
  return lines.some((line) => line.kind === 'dialogue' && voiceOf(line) === personId)
}

/** Parts of a panel that go with its words. */
const CUT = ['what', 'source', 'people', 'props', 'lettering'] as const satisfies readonly (keyof PanelFields)[]

/** What an author says of a panel, but for where it is cut. */
export function withoutCut(said: PanelFields): PanelFields {
  return Object.fromEntries(Object.entries(said).filter(([field]) => !(CUT as readonly string[]).includes(field)))
}

/** Whether what goes with a panel's words is the same in both, but for white space and things seen. */
export function isCutAlike(content: PanelContent, other: PanelContent): boolean {
  const bare = (text: string) => text.replace(/\s+/g, '')
  const ids = ({ people }: Pick<PanelContent, 'people'>) => people.map(({ personId }) => personId).sort()
  const isSame = <Item>(a: readonly Item[], b: readonly Item[], is: (a: Item, b: Item) => boolean) =>
    a.length === b.length && a.every((each, at) => is(each, b[at]!))
  return (
    bare(content.source) === bare(other.source) &&
    bare(content.what) === bare(other.what) &&
    isSame(ids(content), ids(other), Object.is) &&
    isSame(content.lettering, other.lettering, isSameLine)
  )
}
