import type { Evidence, Expression, PanelPerson, Pose } from '../../../shared/domain/index.ts'
import { bearingOf, LASTING } from './expressions.ts'
import type { Figure } from './figures.ts'
import { EXPRESSION_WORDS, POSE_VERBS } from './lexicon/feelings.ts'
import type { References } from './references.ts'
import type { Sentence, Story } from './story.ts'
import { baseOfIng } from './verb-forms.ts'

/** A figure with its people, where it stands. */
export interface Seat {
  sentence: Sentence
  figure: Figure
  ids: string[]
}

/** A panel's text with its people found. */
export interface ReadPanel {
  story: Story
  references: References
  seats: readonly Seat[]
  /** Its text shows one person only. */
  isAlone: boolean
}

/**
 * Expression and pose of somebody in an authored panel, where its text tells them.
 * @param poses poses that last from panel to panel; changed in place
 */
export function bearingInPanel(
  personId: string,
  panel: ReadPanel,
  poses: Map<string, Pose>,
): Pick<PanelPerson, 'expression' | 'pose' | 'evidence'> {
  const { story, references, seats } = panel
  const bearing = bearingOf(personId, story.sentences, references, poses)
  const pose = bearing.poseWords ? bearing.pose : (poseInPassing(personId, story, seats) ?? bearing.pose)
  if (LASTING.has(pose)) poses.set(personId, pose)
  const passing = bearing.expressionWords ? null : faceInPassing(personId, panel)
  const evidence: Evidence[] = []
  if (passing) evidence.push({ about: 'expression', words: passing.words, rule: 'only-face-shown', confidence: 0.6 })
  if (bearing.expressionWords)
    evidence.push({ about: 'expression', words: bearing.expressionWords, rule: 'subject-of-clause', confidence: 0.8 })
  if (bearing.poseWords)
    evidence.push({ about: 'pose', words: bearing.poseWords, rule: 'subject-of-clause', confidence: 0.85 })
  return { expression: passing?.expression ?? bearing.expression, pose, evidence }
}

/** «Her sudden grin», «Nell, teeth bared»: a word for a face in a sentence about one person is theirs. */
function faceInPassing(
  personId: string,
  { story, references, seats, isAlone }: ReadPanel,
): { expression: Expression; words: string } | null {
  for (const sentence of story.sentences) {
    const named = sentence.mentions.flatMap(({ ids, possessive }) => (possessive ? [] : ids))
    const acting = sentence.clauses.flatMap((clause) => references.allOf(sentence, clause).map(({ id }) => id))
    const seated = seats.filter((seat) => seat.sentence === sentence).flatMap(({ ids }) => ids)
    const owners = sentence.mentions.flatMap(({ ids, possessive }) => (possessive ? ids : []))
    const shown = new Set([...named, ...acting, ...seated])
    for (const owner of shown.size === 0 ? owners : []) shown.add(owner)
    const open = shown.size === 0 && (isAlone || /^(?:his|her)\b/i.test(sentence.text))
    if (!open && (shown.size !== 1 || !shown.has(personId))) continue
    const at = sentence.tokens.findIndex(
      (token, i) =>
        EXPRESSION_WORDS.has(token.lower) &&
        !sentence.tokens
          .slice(Math.max(0, i - 3), i)
          .some(({ lower }) => /^(?:not?|never|without|nobody)$/.test(lower)),
    )
    if (at < 0) continue
    const token = sentence.tokens[at]!
    return { expression: EXPRESSION_WORDS.get(token.lower)!, words: token.text }
  }
  return null
}

/** «Nell climbing, small», «Three men carry a fourth»: prompts often have no finite verb that can be read as one. */
function poseInPassing(personId: string, story: Story, seats: readonly Seat[]): Pose | null {
  for (const sentence of story.sentences) {
    const mention = sentence.mentions.find((candidate) => candidate.ids.includes(personId) && !candidate.possessive)
    const seat = seats.find((candidate) => candidate.sentence === sentence && candidate.ids.includes(personId))
    const from = mention?.last ?? seat?.figure.head
    if (from === undefined) continue
    const { tokens } = sentence
    const next = tokens[(seat?.figure.last ?? from) + 1]
    if (seat && seat.figure.count > 1 && next && POSE_VERBS.has(next.lower)) return POSE_VERBS.get(next.lower)!
    let marks = 0
    for (const [n, token] of tokens.slice(from + 1, from + 9).entries()) {
      const another = sentence.mentions.some(({ first }) => first === from + 1 + n)
      if (!token.word) marks++
      if (another || marks > 1) break
      const base = baseOfIng(token.lower)
      const pose = base ? POSE_VERBS.get(base) : undefined
      if (pose) return pose
    }
  }
  return null
}
