import type { Cast } from './cast.ts'
import type { Clause } from './clauses.ts'
import { DETERMINERS, PREPOSITIONS } from './lexicon/function-words.ts'
import { PROPS } from './lexicon/props.ts'
import { MENTAL, SAYING, VOICED } from './lexicon/verb-classes.ts'
import { objectPronouns } from './object-pronouns.ts'
import { isTag } from './pieces.ts'
import { presentForms } from './present-tense.ts'
import type { References } from './references.ts'
import { type Sentence, wordsBetween } from './story.ts'
import { tidySentence } from './tidy-sentence.ts'

/** What of a sentence can be drawn. */
export interface VisibleText {
  /** Present tense, names for pronouns, closed with a full stop; '' when nothing can be seen. */
  text: string
  /** Nothing of the sentence is left: its words may be a caption. */
  unseen: boolean
}

export interface NameBook {
  references: References
  cast: Cast
  /** People in the scene. */
  present: readonly string[]
  nameOf(id: string): string
  /** Person the last clause written was about; a pronoun may stand for them. */
  lastSubject: string | null
}

/** Verbs that leave something lying where it can be seen: «he had put his hat on the table». */
const PLACING = new Set([
  'put',
  'set',
  'lay',
  'hang',
  'place',
  'lean',
  'tie',
  'wrap',
  'open',
  'close',
  'shut',
  'light',
  'spread',
  'pull',
  'turn',
])
const UNREAL_LINKS = new Set([
  'because',
  'if',
  'though',
  'although',
  'that',
  'than',
  'since',
  'whether',
  'what',
  'how',
  'why',
  'unless',
  'once',
  'for',
])

/** Tells a sentence of narration as a picture: speech tags, thoughts, reasons, comparisons and the past fall away. */
export function visibleText(sentence: Sentence, names: NameBook): VisibleText {
  if (sentence.kind !== 'narration') return { text: '', unseen: false }
  if (!sentence.clauses.length) return verbless(sentence)
  const adopted = new Set<Clause>()
  const keep = keptTokens(sentence, adopted)
  if (!keep.some(Boolean)) return { text: '', unseen: true }
  const words = rewrite(sentence, keep, adopted, names)
  const text = tidySentence(words)
  return { text, unseen: text === '' }
}

/** «Fog. A jetty with nobody on it.» is a picture as it stands. */
function verbless(sentence: Sentence): VisibleText {
  const visible = sentence.tokens.some(
    (token) => PROPS.has(token.lower) || /^(?:rain|snow|water|sea|sky|fog|wind|fire|smoke|night)$/.test(token.lower),
  )
  return visible ? { text: tidySentence(sentence.text), unseen: false } : { text: '', unseen: true }
}

function keptTokens(sentence: Sentence, adopted: Set<Clause>): boolean[] {
  const keep = sentence.tokens.map(() => false)
  const kept: Clause[] = []
  let before: { clause: Clause; kept: boolean } | null = null
  sentence.clauses.forEach((clause, n) => {
    const own = clause.subject !== null && clause.subject.first >= clause.first && clause.subject.last <= clause.last
    const hangs = clause.link === 'subordinate' || clause.link === 'relative'
    let shown = isVisible(sentence, clause) && !isEmpty(sentence, clause, sentence.clauses[n + 1])
    if (shown && before && !before.kept) {
      // What hangs on a dropped clause falls with it; a deed whose subject fell is given its subject again.
      if (hangs) shown = false
      else if (!own) {
        // «which he thought was unfair»: not she is it.
        shown = clause.subject !== null && (clause.verb !== 'be' || clause.link === 'coordinate')
        if (shown) adopted.add(clause)
      }
    }
    const resumed: boolean = !shown && hangs && keep[clause.first - 1] === true && resumeAfter(sentence, clause, keep)
    before = { clause, kept: shown || resumed }
    if (!shown) return
    kept.push(clause)
    const first = n === 0 ? 0 : adopted.has(clause) ? clause.verbFirst : clause.first
    for (let i = first; i <= clause.last; i++) keep[i] = true
  })
  standAlone(kept, keep)
  dropComparisons(sentence, keep)
  return keep
}

/** Links of time that may be taken off: «When the man does not move» is a picture of its own. */
const TIMES = new Set(['when', 'as', 'while'])

/** With no main clause left, one of time becomes it; everything else cannot stand alone and goes. */
function standAlone(kept: readonly Clause[], keep: boolean[]): void {
  const isMain = (clause: Clause) => (clause.link === 'main' || clause.link === 'coordinate') && clause.subject !== null
  if (!kept.length || kept.some(isMain)) return
  const [first] = kept
  if (first && first.link === 'subordinate' && first.subject && TIMES.has(first.linkWord) && first.verb !== 'speak') {
    const start = Math.min(first.subject.first, first.verbFirst)
    for (let i = 0; i < start; i++) keep[i] = false
  } else keep.fill(false)
}

/** Verbs that say nothing without what follows them. */
const NEEDS_MORE = new Set(
  'do get make find put take set bring give keep let have use try say tell call become see begin seem want show'.split(
    ' ',
  ),
)
/** What a verb takes for its object: «found that», «saw what», «asked whether». */
const OBJECT_LINKS = new Set(['', 'that', 'what', 'how', 'whether', 'if', 'why', 'who', 'which', 'where'])

/** «Nell found she did not know», «Ed did»: with what it is about gone, nothing is left to see. */
function isEmpty(sentence: Sentence, clause: Clause, next: Clause | undefined): boolean {
  const rest = sentence.tokens.slice(clause.verbLast + 1, clause.last + 1)
  const word = rest[0]?.word ? rest.find((token) => token.word) : undefined
  if (word && !/^(?:as|so)$/.test(word.lower) && !isInfinitiveAlone(rest, clause)) return false
  if (NEEDS_MORE.has(clause.verb) && clause.aspect !== 'passive') return true
  if (clause.aspect === 'passive' && ['oblige', 'force', 'allow', 'expect', 'compel'].includes(clause.verb)) return true
  return (
    clause.aspect !== 'passive' &&
    next?.link === 'subordinate' &&
    OBJECT_LINKS.has(next.linkWord) &&
    !isVisible(sentence, next)
  )
}

/** «was obliged to say»: all that follows is what would be done. */
const isInfinitiveAlone = (rest: readonly { lower: string; word: boolean }[], { aspect }: Clause): boolean =>
  aspect === 'passive' && rest[0]?.lower === 'to'

/** «The hat lay where he had dropped it, at the end of the hall»: past a dropped aside its sentence goes on. */
function resumeAfter(sentence: Sentence, clause: Clause, keep: boolean[]): boolean {
  for (let i = clause.verbLast + 1; i < clause.last; i++) {
    const next = sentence.tokens[i + 1]!
    if (sentence.tokens[i]!.text !== ',' || !(PREPOSITIONS.has(next.lower) || /^\p{Ll}{3,}ing$/u.test(next.lower)))
      continue
    for (let j = i; j <= clause.last; j++) keep[j] = true
    return true
  }
  return false
}

/** Could a pencil show this clause? */
export function isVisible(sentence: Sentence, clause: Clause): boolean {
  const rest = sentence.tokens.slice(clause.verbLast + 1, clause.last + 1)
  if (clause.subject?.kind === 'pronoun' && clause.subject.word === 'you') return false
  if (clause.aspect === 'modal' || (clause.verb === 'use' && rest[0]?.lower === 'to')) return false
  if (clause.link === 'subordinate' && UNREAL_LINKS.has(clause.linkWord)) return false
  if (
    clause.link === 'subordinate' &&
    clause.linkWord === 'as' &&
    /^(?:if|though)$/.test(sentence.tokens[clause.first + 1]?.lower ?? '')
  )
    return false
  // «walked as though the street were his»: only the comparison, no deed.
  if (rest[0]?.lower === 'as' && /^(?:if|though)$/.test(rest[1]?.lower ?? '')) return false
  if (clause.aspect === 'perfect')
    return PLACING.has(clause.verb) && clause.link !== 'subordinate' && clause.subject?.kind !== 'thing'
  if (SAYING.has(clause.verb) && clause.subject && clause.subject.first > clause.verbFirst) return false
  if (SAYING.has(clause.verb) && clause.subject?.kind !== 'thing' && isSpeechAct(sentence, clause, rest)) return false
  if (sentence.tokens[clause.verbFirst - 1]?.lower === 'never') return false
  // «Nor did she think it strange»: turned round, it denies or asks.
  if (clause.verb === 'do' && clause.subject && clause.subject.first > clause.verbFirst) return false
  if (clause.verb === 'have' && /^(?:nothing|no|to)$/.test(rest[0]?.lower ?? '')) return false
  if (MENTAL.has(clause.verb)) return clause.verb === 'seem' || clause.verb === 'appear'
  if (clause.negated) return clause.verb === 'move' || clause.verb === 'look'
  if (clause.verb === 'be' && clause.aspect === 'simple') return showsState(clause, rest)
  return true
}

/** `went on`, `began`, `put in` are deeds unless they carry words. */
const isSpeechAct = (sentence: Sentence, clause: Clause, rest: readonly { lower: string; text: string }[]): boolean => {
  if (VOICED.has(clause.verb)) return !sentence.ends || isTag(sentence.text)
  if (
    ['go', 'begin', 'put', 'continue', 'return', 'finish', 'read', 'sing', 'call', 'point', 'offer'].includes(
      clause.verb,
    )
  ) {
    return rest.length < 3 || /[,:;]/.test(rest[0]?.text ?? '')
  }
  return true
}

/** «He was on the stair», «there was a ship»: yes. «It was the third week», «she was fourteen»: no. */
function showsState(clause: Clause, rest: readonly { lower: string; word: boolean }[]): boolean {
  const words = rest.filter((token) => token.word)
  if (words.some((token) => PROPS.has(token.lower))) return true
  if (clause.subject?.kind === 'pronoun' && clause.subject.word === 'it') return false
  if (clause.subject?.kind === 'thing' && clause.subject.noun === 'there')
    return /^(?:a|an|another|two|three|four|many|some|one)$/.test(words[0]?.lower ?? '')
  if (
    clause.subject?.kind === 'thing' &&
    ['that', 'this', 'what', 'nothing', 'something', 'nobody'].includes(clause.subject.noun)
  )
    return false
  const place = words
    .slice(0, 2)
    .some((token) => PREPOSITIONS.has(token.lower) && token.lower !== 'of' && token.lower !== 'to')
  return place || (clause.bodyPart !== null && words.length > 0)
}

/** «like a cat settling», «as though it wanted to hear»: talk about the picture, not the picture. */
function dropComparisons(sentence: Sentence, keep: boolean[]): void {
  sentence.tokens.forEach((token, i) => {
    const next = sentence.tokens[i + 1]?.lower ?? ''
    const simile =
      token.lower === 'like' && i > 0 && !/^(?:look|looks|looked|looking)$/.test(sentence.tokens[i - 1]!.lower)
    const unreal = token.lower === 'as' && (next === 'if' || next === 'though')
    const manner = token.lower === 'the' && next === 'way' && sentence.tokens[i - 1]?.text === ','
    if (!simile && !unreal && !manner) return
    for (let j = i; j < sentence.tokens.length; j++) {
      if (j > i && /^[,;:—.!?]$/.test(sentence.tokens[j]!.text)) break
      keep[j] = false
    }
  })
}

function rewrite(sentence: Sentence, keep: readonly boolean[], adopted: ReadonlySet<Clause>, names: NameBook): string {
  const forms = presentForms(sentence)
  for (const clause of sentence.clauses) {
    if (!keep[clause.verbFirst]) continue
    for (const { token, id } of objectPronouns(sentence, clause, names.references, names.present, names.cast))
      forms.set(token, names.nameOf(id))
    const reference = names.references.of(sentence, clause)
    const subject = clause.subject
    if (!subject) continue
    if (adopted.has(clause)) {
      const verb = forms.get(clause.verbFirst) ?? sentence.tokens[clause.verbFirst]!.text
      const name = reference ? names.nameOf(reference.id) : wordsBetween(sentence, subject.first, subject.last)
      forms.set(
        clause.verbFirst,
        `${reference && clause.bodyPart ? `${possessive(name)} ${clause.bodyPart}` : name} ${verb}`,
      )
    }
    if (!reference) continue
    if (adopted.has(clause)) {
      names.lastSubject = reference.id
      continue
    }
    if (
      subject.kind === 'pronoun' &&
      keep[subject.first] &&
      ['he', 'she', 'i'].includes(subject.word) &&
      !forms.has(subject.first)
    ) {
      const name = names.nameOf(reference.id)
      const first = reference.id !== names.lastSubject || subject.word === 'i'
      if (first) forms.set(subject.first, clause.bodyPart ? possessive(name) : name)
    }
    names.lastSubject = reference.id
  }
  nameRoles(sentence, keep, forms, names)
  let out = ''
  let at = -1
  sentence.tokens.forEach((token, i) => {
    if (!keep[i]) return
    const gap = at < 0 ? '' : at === i - 1 ? sentence.text.slice(sentence.tokens[at]!.end, token.start) : ' '
    out += gap + (forms.get(i) ?? token.text)
    at = i
  })
  return out
}

/** «her father», «the Inspector»: by name, so that the text stands alone. */
function nameRoles(sentence: Sentence, keep: readonly boolean[], forms: Map<number, string>, names: NameBook): void {
  for (const mention of sentence.mentions) {
    const first = sentence.tokens[mention.first]!
    const id = mention.ids.length === 1 ? mention.ids[0]! : null
    const role = mention.last > mention.first && (DETERMINERS.has(first.lower) || /^\p{Ll}/u.test(first.text))
    if (!id || !role || !keep[mention.first]) continue
    const name = names.nameOf(id)
    if (/^(?:the|a) /i.test(name) || forms.has(mention.first)) continue
    forms.set(mention.first, mention.possessive ? possessive(name) : name)
    for (let i = mention.first + 1; i <= mention.last; i++) forms.set(i, '')
  }
}

const possessive = (name: string): string => `${name}’s`
