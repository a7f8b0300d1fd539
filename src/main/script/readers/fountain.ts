import type { Lettering } from '../../../shared/domain/lettering.ts'
import type { ScriptDocument } from '../../../shared/domain/script.ts'
import { assertNever } from '../../../shared/errors.ts'
import { counted } from '../../../shared/quantities.ts'
import { said } from '../../../shared/said/said.ts'
import { readEmphasis } from '../breakdown/emphasis.ts'
import { checkSpeakers, type SpokenLabel } from './check-speakers.ts'
import { countWords } from './count-words.ts'
import { type FountainElement, readFountainElements } from './fountain-lines.ts'
import { readPageHeading, readPanelHeading } from './page-headings.ts'
import { PanelScript } from './panel-script.ts'
import { parseHeading } from './parse-heading.ts'
import { properName } from './proper-name.ts'
import { letteringOf, readDelivery, readLabelled } from './script-lettering.ts'

/** Words of one action that fit a picture; longer ones are cut between sentences. */
const MOST_ACTION_WORDS = 60
/** Words and balloons of one panel; more speech goes on in the next. */
const MOST_SPOKEN_WORDS = 45
const MOST_BALLOONS = 4
/** Private characters that stand for marks that are none. */
const KEPT_STAR = '\ue000'
const KEPT_LINE = '\ue001'
/** Words that close a script and are nothing to see. */
const THE_END = /^(?:the end|end of (?:issue|script|chapter|book|story|part)\b.{0,20}|fin|ende|完)[.!]?$/i
const MARK = /^\[\s*(shot|importance)\s*[:=]([^[\]]*)\]$/i

/** A screenplay on its way through the reader. */
class Screenplay {
  readonly script: PanelScript
  readonly spoken: SpokenLabel[] = []
  /** It has panels of its own, under `# Page 1` and `## Panel 2`. */
  readonly #hasPanels: boolean
  /** Who speaks, and whether a balloon of theirs is open. */
  #cue: { name: string; notes: string[]; line: number; open: boolean } | null = null
  /** Words and balloons of the panel that is open, and those who spoke in it without any action. */
  #load = { words: 0, balloons: 0 }
  #talk: { line: number; names: string[]; lettering: Lettering[] } | null = null

  constructor(file: string, elements: readonly FountainElement[]) {
    this.script = new PanelScript('fountain', file)
    this.#hasPanels = elements.some(
      (element) =>
        element.is === 'section' && (readPageHeading(element.text) ?? readPanelHeading(element.text)) !== null,
    )
  }

  take(element: FountainElement): void {
    if (element.is !== 'dialogue' && element.is !== 'parenthetical') this.#cue = null
    const { line } = element
    switch (element.is) {
      case 'section':
        this.#takeSection(line, element.text, element.level)
        break
      case 'scene':
        this.#endTalk()
        this.script.openScene(line, element.text)
        break
      case 'cue':
        this.#cue = { name: element.name, notes: element.notes, line, open: false }
        break
      case 'parenthetical':
        this.#takeParenthetical(line, element.text)
        break
      case 'dialogue':
        this.#takeDialogue(line, element.text)
        break
      case 'action':
        this.#takeAction(line, element.text, element.forced === true)
        break
      case 'centred':
      case 'lyric':
        this.#letter(line, letteringOf({ label: 'CAPTION', notes: [] }, element.text).line, '')
        break
      // What the film does between scenes, and the writer's own words about them, are nothing to see.
      case 'transition':
      case 'synopsis':
        break
      default:
        assertNever(element)
    }
  }

  end(): ScriptDocument {
    this.#endTalk()
    return this.script.end()
  }

  #takeSection(line: number, text: string, level: number): void {
    this.#endTalk()
    const page = readPageHeading(text)
    const panel = readPanelHeading(text)
    const heading = parseHeading(text, true)
    const opens = heading !== null && heading.role !== 'other' && heading.role !== 'part'
    if (page) this.script.openPage(line, page)
    else if (panel) this.script.openPanel(line, panel)
    else if (heading?.role === 'scene') this.script.openScene(line, heading.title === '' ? null : heading.title)
    else if (opens || (level === 1 && this.#hasPanels)) this.script.openChapter(line, text)
  }

  #takeAction(line: number, text: string, forced: boolean): void {
    if (!forced && THE_END.test(text)) return
    const mark = forced ? null : MARK.exec(text)
    if (mark && this.#hasPanels) {
      this.script.mark(line, mark[1]!.toLowerCase() as 'shot' | 'importance', (mark[2] ?? '').trim())
      return
    }
    const labelled = forced ? null : readLabelled(text)
    if (labelled && labelled.text !== '') {
      const { line: lettering } = letteringOf(labelled, labelled.text)
      this.#letter(line, lettering, lettering.kind === 'dialogue' ? (lettering.speakerName ?? '') : '')
      return
    }
    const plain = withoutMarks(text)
    if (this.#hasPanels) {
      this.script.prompt(line, plain)
      return
    }
    this.#endTalk()
    for (const part of cutAction(plain)) {
      this.script.openPanel(line, null)
      this.script.prompt(line, part)
    }
    this.#load = { words: 0, balloons: 0 }
  }

  #takeParenthetical(line: number, text: string): void {
    if (this.#cue === null) return
    const delivery = readDelivery(text)
    if (delivery === 'idle') return
    if (delivery !== null) {
      // Another way of speaking is another balloon.
      const others = this.#cue.open ? this.#cue.notes.filter((note) => readDelivery(note) === null) : this.#cue.notes
      this.#cue = { ...this.#cue, notes: [text, ...others], open: false }
      return
    }
    const acting = `${properName(this.#cue.name)} ${text.replace(/\.$/, '')}.`
    if (this.#talk === null && this.script.hasPanel) this.script.prompt(line, acting)
  }

  #takeDialogue(line: number, text: string): void {
    const cue = this.#cue
    if (cue === null) return
    if (cue.open) {
      this.#load.words += countWords(text)
      if (this.#talk) this.#talk.lettering.at(-1)!.text += ` ${text}`
      else this.script.continueLettering(text)
      return
    }
    const { line: lettering } = letteringOf({ label: cue.name, notes: cue.notes }, text)
    if (lettering.kind === 'dialogue' && lettering.speakerName !== null)
      this.spoken.push({ label: lettering.speakerName, line: cue.line })
    cue.open = true
    this.#letter(line, lettering, lettering.kind === 'dialogue' ? cue.name : '')
  }

  #letter(line: number, lettering: Lettering, speaker: string): void {
    if (this.#hasPanels) {
      this.script.letter(line, lettering)
      return
    }
    const words = countWords(lettering.text)
    const isFull =
      this.#load.balloons > 0 && (this.#load.balloons >= MOST_BALLOONS || this.#load.words + words > MOST_SPOKEN_WORDS)
    if (isFull) {
      this.#endTalk()
      this.script.closePanel()
    }
    if (!this.script.hasPanel && this.#talk === null) {
      this.#talk = { line, names: [], lettering: [] }
      this.#load = { words: 0, balloons: 0 }
    }
    this.#load.words += words
    this.#load.balloons++
    if (this.#talk === null) {
      this.script.letter(line, lettering)
      return
    }
    this.#talk.lettering.push(lettering)
    if (speaker !== '' && !this.#talk.names.includes(speaker)) this.#talk.names.push(speaker)
  }

  /** Speech that no action stands before: those who speak are what is to be seen. */
  #endTalk(): void {
    const talk = this.#talk
    this.#talk = null
    if (talk === null) return
    const names = talk.names.map(properName)
    this.script.openPanel(talk.line, null)
    if (names.length === 1) this.script.prompt(talk.line, `${names[0]} speaks.`)
    else if (names.length > 1)
      this.script.prompt(talk.line, `${names.slice(0, -1).join(', ')} and ${names.at(-1)} talk.`)
    for (const lettering of talk.lettering) this.script.letter(talk.line, lettering)
    this.script.closePanel()
  }
}

/** What is seen knows no emphasis: names that are bold where somebody comes in first. `\\*` stays a star. */
function withoutMarks(text: string): string {
  return readEmphasis(text.replace(/\\([*_])/g, (_, mark: string) => (mark === '*' ? KEPT_STAR : KEPT_LINE)))
    .plain.replaceAll(KEPT_STAR, '*')
    .replaceAll(KEPT_LINE, '_')
}

/** Parts of an action of not too many words each, cut between sentences. */
function cutAction(text: string): string[] {
  const parts: string[] = []
  let words = 0
  for (const sentence of text.split(/(?<=[.!?…]["”’)]?)\s+/u)) {
    const count = countWords(sentence)
    if (parts.length === 0 || words + count > MOST_ACTION_WORDS) {
      parts.push(sentence)
      words = count
    } else {
      parts[parts.length - 1] += ` ${sentence}`
      words += count
    }
  }
  return parts
}

/**
 * Reads a screenplay in Fountain. Sections such as `# Page 1` and `## Panel 2` are the author's own panels; without
 * them each paragraph of action with the speech after it is one. Title page, notes, synopses and what was taken out are
 * left out, and told. Never throws on any text.
 */
export function readFountain(text: string, file: string): ScriptDocument {
  const { title, elements, notes, boneyard, unclosed } = readFountainElements(text)
  const screenplay = new Screenplay(file, elements)
  for (const element of elements) screenplay.take(element)
  const { script } = screenplay
  const tell = (line: number, code: string, message: string) => script.tell(line, code, message)
  if (title.length > 0) {
    tell(title[0]!.line, 'front-matter', said`The title page (${title.map(({ key }) => key).join(', ')}) is left out.`)
  }
  if (notes.length > 0)
    tell(notes[0]!.line, 'notes', said`${counted(notes.length, 'note')} in double brackets left out.`)
  if (boneyard.length > 0) {
    const words = boneyard.reduce((sum, part) => sum + countWords(part.words), 0)
    tell(
      boneyard[0]!.line,
      'boneyard',
      said`What stands between “/*” and “*/”, ${counted(words, 'word')}, is left out.`,
    )
  }
  if (unclosed !== null) {
    script.warn(
      unclosed,
      'boneyard-open',
      said`“/*” is closed by no “*/”; what follows stays in the story.`,
      said`Write “*/” where what is to be left out ends.`,
    )
  }
  const synopses = elements.filter(({ is }) => is === 'synopsis')
  if (synopses.length > 0) {
    tell(synopses[0]!.line, 'synopsis', said`${counted(synopses.length, 'synopsis', 'synopses')} left out.`)
  }
  const document = screenplay.end()
  const diagnostics = [...document.diagnostics, ...checkSpeakers(file, screenplay.spoken)]
  return { ...document, diagnostics: diagnostics.sort((one, other) => one.line - other.line) }
}
