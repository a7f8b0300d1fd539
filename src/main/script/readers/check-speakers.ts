import { closest } from '../../../shared/closest.ts'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import { said } from '../../../shared/said/said.ts'
import { foldName, isOneSlipApart } from './similar-names.ts'
import { DELIVERIES, USUAL_DELIVERIES } from './strip-lines.ts'

/** A cast larger than this is no comic script; names are then not compared with one another. */
const MOST_SPEAKERS = 500
/** Somebody who speaks this often is meant. */
const SETTLED = 3

/** A balloon's label as written, and where. */
export interface SpokenLabel {
  label: string
  line: number
}

/** What to write instead of a note in brackets that nobody knows. */
export function remedyForDelivery(note: string): string {
  const near = closest(note, Object.keys(DELIVERIES))
  const [last, ...others] = USUAL_DELIVERIES.map((delivery) => `(${delivery})`).reverse()
  return near ? said`Did you mean (${near})?` : said`Use ${others.reverse().join(', ')} or ${last}.`
}

/** Warns of speakers who speak once and look like a slip of one who speaks often. */
export function checkSpeakers(file: string, spoken: readonly SpokenLabel[]): Diagnostic[] {
  const seen = new Map<string, { times: number; line: number }>()
  for (const { label, line } of spoken) {
    const known = seen.get(label)
    if (known) known.times++
    else seen.set(label, { times: 1, line })
  }
  if (seen.size > MOST_SPEAKERS) return []
  const settled = [...[...seen].filter(([, { times }]) => times >= SETTLED).map(([label]) => label), 'CAPTION']
  return [...seen].flatMap(([label, { times, line }]): Diagnostic[] => {
    if (times > 1) return []
    const name = foldName(label)
    const meant = settled.find(
      (other) =>
        foldName(other) === name || (name.length >= 3 && other.length >= 4 && isOneSlipApart(name, foldName(other))),
    )
    if (meant === undefined) return []
    const message = said`“${label}” speaks only here and is close to “${meant}”.`
    const remedy = said`Write ${meant} if the same is meant.`
    return [{ severity: 'warning', code: 'speaker-typo', file, line, message, remedy }]
  })
}

/** Warns of lines that look like balloons of somebody in small letters, who speaks elsewhere, or of anybody where nobody speaks. */
export function checkCases(file: string, spoken: readonly SpokenLabel[], cased: readonly SpokenLabel[]): Diagnostic[] {
  const labels = new Map([...spoken.map(({ label }) => label), 'CAPTION', 'SFX'].map((each) => [foldName(each), each]))
  return cased.flatMap(({ label: start, line }): Diagnostic[] => {
    // Where nobody speaks in capitals, anybody may be meant to.
    const label = labels.get(foldName(start)) ?? (spoken.length === 0 ? start.toUpperCase() : undefined)
    if (label === undefined) return []
    const message = said`“${start}:” is taken for prompt text, since speakers stand in capitals.`
    const remedy = said`Write “${label}:” if this is a balloon.`
    return [{ severity: 'warning', code: 'speaker-case', file, line, message, remedy }]
  })
}
