import type { ScriptDocument } from '../../../shared/domain/script.ts'
import { counted } from '../../../shared/quantities.ts'
import { said } from '../../../shared/said/said.ts'
import { stripEmphasis } from '../breakdown/emphasis.ts'
import { checkCases, checkSpeakers, remedyForDelivery, type SpokenLabel } from './check-speakers.ts'
import { countWords } from './count-words.ts'
import { hasNumberedPanels, readNumberedPanel } from './numbered-panels.ts'
import {
  bareLine,
  cutSceneHeading,
  isSceneHeading,
  type PanelHeading,
  readPageHeading,
  readPanelHeading,
} from './page-headings.ts'
import { PanelScript, SILENT } from './panel-script.ts'
import { parseHeading } from './parse-heading.ts'
import {
  isRemark,
  type LetteringLabel,
  letteringOf,
  readCue,
  readDelivery,
  readLabelled,
  withDelivery,
} from './script-lettering.ts'
import { foldName } from './similar-names.ts'

export interface PageScriptOptions {
  /** Lines are whole paragraphs, as writing programs keep them; otherwise long ones are broken. Default false. */
  paragraphs?: boolean
}

const SPLASH = /^[([]?\s*(?:full[\s-]page )?splash(?: page)?\s*[.)\]]*$/i
const SPREAD = /^[([]?\s*(?:(?:double|two)[\s-]page )?(?:splash )?spread\s*[.)\]]*$/i
const MARK = /^\[\s*(shot|importance)\s*[:=]([^[\]]*)\](.*)$/i
const SCENE_LINE = /^scene\b\s*(\d{1,4})?\s*(?:[:.–—-]\s*(.*))?$/i
/** A line between panels or pages: `***`, `~ ~ ~`. */
const RULE = /^(?:[-_*=~#•·–—]\s*){3,}$/
/** `Nell: words`, as far as the name goes. */
const CASED = /^(\p{L}[\p{L}\p{M} .'’-]{0,40}?)\s*(?:\([^()]{0,40}\))?\s*:(?!\/\/)/u
/** So many lines of names in small letters are no accident. */
const LEAST_SMALL = 3
const ENDS =
  /^[-–—*\s]*(?:(?:the\s+)?end(?:\s+(?:of\s+)?(?:the\s+)?(?:issue|script|chapter|book|story|part)\b.*)?|ende|fin|完)[\s.*–—-]*$/i

/** A page-and-panel script on its way through the reader. */
class PageScript {
  readonly script: PanelScript
  readonly spoken: SpokenLabel[] = []
  /** Lines that may be balloons of names in small letters. */
  readonly #cased: SpokenLabel[] = []
  readonly #paragraphs: boolean
  /** `Nell: words` is a balloon: a script in which nobody speaks in capitals. */
  readonly #takesSmall: boolean
  #toldSmall = false
  /** Its panels have numbers and nothing else before them: `1. Wide on the quay.` */
  #isNumbered = false
  /** The panel of such a page that is to come. */
  #nextNumber = 1
  /** What stands before the first page. */
  #front = { line: 0, words: 0, first: '' }
  /** A label whose words are still to come, or whose words may go on: `open`. */
  #lettering: 'none' | 'waiting' | 'open' = 'none'
  #waitingLine = 0
  #label = ''
  #blankBefore = true

  constructor(file: string, paragraphs: boolean, takesSmall: boolean) {
    this.script = new PanelScript('script', file)
    this.#paragraphs = paragraphs
    this.#takesSmall = takesSmall
  }

  /** Nobody speaks in capitals, and somebody in small letters does, again and again. */
  get speaksSmall(): boolean {
    if (this.spoken.length > 0 || this.#cased.length < LEAST_SMALL) return false
    const labels = this.#cased.map(({ label }) => foldName(label))
    return new Set(labels).size < labels.length
  }

  read(lines: readonly string[]): ScriptDocument {
    this.#isNumbered = hasNumberedPanels(lines)
    lines.forEach((raw, index) => {
      this.#take(raw, index + 1, lines[index + 1] ?? '')
      this.#blankBefore = raw.trim() === ''
    })
    this.#endLettering()
    if (this.#front.words > 0) {
      const { line, words, first } = this.#front
      this.script.tell(
        line,
        'front-matter',
        said`What stands before the first page, ${counted(words, 'word')} from “${first}” on, is left out.`,
        said`A page begins with a line such as “PAGE ONE”.`,
      )
    }
    const document = this.script.end()
    const { file } = this.script
    const diagnostics = [
      ...document.diagnostics,
      ...checkSpeakers(file, this.spoken),
      ...checkCases(file, this.spoken, this.#cased),
    ]
    return { ...document, diagnostics: diagnostics.sort((one, other) => one.line - other.line) }
  }

  #take(raw: string, line: number, next: string): void {
    const text = raw.trim()
    if (text === '') {
      if (this.#lettering === 'open') this.#endLettering()
      return
    }
    if (text.startsWith('!') && (this.script.hasPage || this.script.hasPanel)) {
      this.#endLettering()
      this.#takeText(line, text.slice(1).trim())
      return
    }
    if (this.#takeHeading(line, text)) return
    if (!this.script.hasPage && !this.script.hasPanel) {
      this.#takeFront(line, text)
      return
    }
    if (this.#takeMark(line, text)) return
    const { prompt = [], lettering = [] } = this.script.current ?? {}
    const isDescribed = prompt.length + lettering.length > 0
    const labelled = readLabelled(this.#takesSmall && isDescribed ? this.#inCapitals(text, line) : text, isDescribed)
    if (labelled) {
      this.#endLettering()
      const { label, text: words } = withDelivery(labelled, labelled.text)
      this.#openLettering(line, label, words)
      return
    }
    if (this.#lettering !== 'waiting' && RULE.test(text)) {
      this.#endLettering()
      return
    }
    if (this.#lettering === 'open' && isRemark(text)) {
      this.#endLettering()
      this.#takeText(line, text)
      return
    }
    this.#noteCase(text, line)
    if (this.#lettering === 'waiting' && /^\([^()]*\)$/.test(text)) {
      this.#takeDelivery(line, text.slice(1, -1).trim())
      return
    }
    if (this.#lettering === 'waiting' || (this.#lettering === 'open' && (!this.#paragraphs || /^\s{2}/.test(raw)))) {
      this.script.continueLettering(text)
      this.#lettering = this.#lettering === 'waiting' && this.#paragraphs ? 'none' : 'open'
      return
    }
    const cue = this.#cueAbove(raw, next)
    if (cue) {
      this.#endLettering()
      this.#openLettering(line, cue, '')
      return
    }
    this.#endLettering()
    this.#takeText(line, text)
  }

  /** `Nell (off): words` with its label in capitals. */
  #inCapitals(text: string, line: number): string {
    const label = CASED.exec(text)
    if (label === null || isRemark(text)) return text
    if (!this.#toldSmall) {
      this.#toldSmall = true
      this.script.tell(
        line,
        'speakers-in-small-letters',
        said`Nobody speaks in capitals here, so “${label[1]!}:” and names like it are taken for speakers.`,
        said`Write the names of speakers in capitals to be sure.`,
      )
    }
    return label[0].toUpperCase() + text.slice(label[0].length)
  }

  /** The first line of a panel describes it, and may well begin `Reave: the same coat`. */
  #noteCase(text: string, line: number): void {
    const { current } = this.script
    const label = CASED.exec(text)?.[1]
    if (label === undefined || (!current?.prompt.length && !current?.lettering.length)) return
    if (isRemark(text)) return
    this.#cased.push({ label, line })
    // No words of the balloon above.
    const isKnown = this.spoken.some((each) => foldName(each.label) === foldName(label))
    if (this.#lettering === 'open' && isKnown) this.#endLettering()
  }

  /** A name in capitals speaks only with words right below it: `THE CLOCK STRIKES` alone is what is to be seen. */
  #cueAbove(raw: string, next: string): LetteringLabel | null {
    const text = raw.trim()
    const below = next.trim()
    if (below === '' || readPageHeading(below) || readPanelHeading(below) || readLabelled(below)) return null
    const isApart = this.#blankBefore || this.#paragraphs || (this.script.current?.lettering.length ?? 0) > 0
    if (isApart || indentOf(next) > indentOf(raw)) return readCue(text)
    // Right below a description only somebody who speaks elsewhere, or the words of a description went to capitals.
    const cue = readCue(text)
    return cue && this.spoken.some(({ label }) => label === cue.label) ? cue : null
  }

  #takeHeading(line: number, text: string): boolean {
    const page = readPageHeading(text)
    if (page) {
      this.#endLettering()
      this.script.openPage(line, page)
      this.#nextNumber = 1
      return true
    }
    const panel = readPanelHeading(text) ?? this.#numberedPanel(text)
    if (panel) {
      this.#endLettering()
      this.#openPanel(line, panel)
      return true
    }
    const bare = bareLine(text)
    const isMarked = /^#{1,6}\s/.test(text)
    if (isSceneHeading(bare)) {
      this.#endLettering()
      const [title, shown] = cutSceneHeading(bare)
      this.script.openScene(line, title)
      if (shown !== '') this.#takeText(line, shown)
      return true
    }
    const scene = isMarked || this.#blankBefore || this.#paragraphs ? SCENE_LINE.exec(bare) : null
    if (scene && (scene[1] !== undefined || scene[2] !== undefined)) {
      this.#endLettering()
      this.script.openScene(line, scene[2]?.trim() || null)
      return true
    }
    if (isMarked && !/^#\s/.test(text)) {
      this.#endLettering()
      this.script.openScene(line, bare)
      return true
    }
    if (isMarked || this.#isChapterLine(bare)) {
      this.#endLettering()
      this.script.openChapter(line, bare)
      return true
    }
    if (!ENDS.test(bare)) return false
    this.#endLettering()
    return true
  }

  #numberedPanel(text: string): PanelHeading | null {
    if (!this.#isNumbered || !this.script.hasPage) return null
    const panel = readNumberedPanel(text)
    if (panel?.number !== this.#nextNumber) return null
    this.#nextNumber++
    return panel
  }

  #isChapterLine(text: string): boolean {
    if (!this.#blankBefore && !this.#paragraphs) return false
    const role = text.length > 120 ? undefined : parseHeading(text, /^(?:chapter|issue|episode)\b/i.test(text))?.role
    return role === 'chapter' || role === 'prologue' || role === 'interlude' || role === 'epilogue'
  }

  #openPanel(line: number, panel: PanelHeading): void {
    const { current } = this.script
    // Words between the heading of a page and its first panel speak of the page.
    if (current?.written === null && current.lettering.length === 0 && this.script.hasPage) {
      const note = this.script.takeBack()
      if (note && note.text !== '') {
        this.script.tell(
          note.line,
          'page-note',
          said`“${shortened(note.text)}” speaks of the page and of no panel; left out.`,
          said`Write it below the panel it belongs to.`,
        )
      }
    }
    if (!isSceneHeading(panel.rest)) {
      this.script.openPanel(line, panel)
      return
    }
    // `Panel 1. INT. SHED – NIGHT. Nell waits.`
    const [title, shown] = cutSceneHeading(panel.rest)
    this.script.openPanel(line, { ...panel, rest: '' })
    this.script.openScene(line, title)
    if (shown !== '') this.#takeText(line, shown)
  }

  #takeMark(line: number, text: string): boolean {
    const mark = MARK.exec(text)
    if (mark) {
      this.#endLettering()
      this.script.mark(line, mark[1]!.toLowerCase() as 'shot' | 'importance', (mark[2] ?? '').trim())
      if (mark[3]?.trim()) this.#takeText(line, mark[3].trim())
      return true
    }
    const bare = bareLine(text)
    if (SILENT.test(bare)) {
      this.#endLettering()
      this.script.silent(line)
      return true
    }
    const isSplash = SPLASH.test(bare)
    if (!isSplash && !SPREAD.test(bare)) return false
    this.#endLettering()
    this.script.markPage(isSplash ? 'splash' : 'spread')
    return true
  }

  #takeFront(line: number, text: string): void {
    const words = countWords(text)
    if (words === 0) return
    if (this.#front.words === 0) this.#front = { line, words: 0, first: shortened(text) }
    this.#front.words += words
  }

  #takeText(line: number, text: string): void {
    // Names that are bold where somebody comes in first; text files say what they say.
    if (text !== '') this.script.prompt(line, this.#paragraphs ? stripEmphasis(text) : text)
  }

  #openLettering(line: number, label: LetteringLabel, text: string): void {
    const { line: lettering, unknown } = letteringOf(label, text)
    for (const note of unknown) this.#warnOfDelivery(line, note, label.label)
    if (lettering.kind === 'dialogue' && lettering.speakerName !== null) {
      this.spoken.push({ label: lettering.speakerName, line })
    }
    this.script.letter(line, lettering)
    this.#lettering = text === '' ? 'waiting' : 'open'
    this.#waitingLine = text === '' ? line : 0
    this.#label = label.label
  }

  /** `(shouting)` on the line below a name. */
  #takeDelivery(line: number, note: string): void {
    const delivery = readDelivery(note)
    const lettering = this.script.current?.lettering.at(-1)
    if (delivery === null) this.#warnOfDelivery(line, note, this.#label)
    else if (lettering?.kind === 'dialogue' && delivery !== 'idle') {
      if (delivery === 'caption') lettering.kind = 'caption'
      else lettering.balloon = delivery
    }
  }

  #warnOfDelivery(line: number, note: string, label: string): void {
    this.script.warn(
      line,
      'delivery-unknown',
      said`“(${note})” behind ${label} is not known; taken for plain speech.`,
      remedyForDelivery(note),
    )
  }

  #endLettering(): void {
    if (this.#lettering === 'waiting') {
      this.script.warn(
        this.#waitingLine,
        'lettering-empty',
        said`${this.#label} has no words; left out.`,
        said`Write the words behind the colon, or on the line below.`,
      )
    }
    this.#lettering = 'none'
  }
}

const TAB = 4

/** How far a line stands in, in signs. */
function indentOf(line: string): number {
  return (/^[ \t]*/.exec(line)?.[0] ?? '').replaceAll('\t', ' '.repeat(TAB)).length
}

const LONGEST_QUOTE = 60

function shortened(text: string): string {
  return text.length <= LONGEST_QUOTE ? text : `${text.slice(0, LONGEST_QUOTE).replace(/\s+\S*$/, '')} …`
}

/**
 * Reads a comic script of pages and panels: `PAGE ONE (FIVE PANELS)`, `Panel 1.`, what is to be seen, and lettering
 * under names in capitals. Speakers stay as written. What cannot be meant is reported with its line; what stands before
 * the first page is left out, and told. Never throws on any text.
 */
export function readPageScript(text: string, file: string, options: PageScriptOptions = {}): ScriptDocument {
  const lines = text.split('\n')
  const isByParagraph = options.paragraphs === true
  const script = new PageScript(file, isByParagraph, false)
  const document = script.read(lines)
  return script.speaksSmall ? new PageScript(file, isByParagraph, true).read(lines) : document
}
