import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { Lettering } from '../../../shared/domain/lettering.ts'
import type { ScriptChapter, ScriptDocument, ScriptPanel, ScriptScene } from '../../../shared/domain/script.ts'
import { said } from '../../../shared/said/said.ts'
import { checkSpeakers, remedyForDelivery, type SpokenLabel } from './check-speakers.ts'
import { countWords } from './count-words.ts'
import { numberChapters, type UnnumberedChapter } from './number-chapters.ts'
import { parseHeading } from './parse-heading.ts'
import { parseSceneHeading } from './parse-slug.ts'
import { foldName, isOneSlipApart } from './similar-names.ts'
import { balloonFor, readStripLine, type StripLine } from './strip-lines.ts'

const MARKS = ['shot', 'importance'] as const
/** Letters of an abbreviation that still tell what it stands for. */
const SHORTEST_START = 3

const isMeant = (key: string, mark: string): boolean =>
  isOneSlipApart(mark, key) || (key.length >= SHORTEST_START && mark.startsWith(key))

interface OpenPanel extends Omit<ScriptPanel, 'prompt'> {
  prompt: string[]
  /** Something of it was written, if only a mark. */
  touched: boolean
}

/** A strip script on its way through the reader: what is open while its lines go by. */
class StripScript {
  readonly chapters: (UnnumberedChapter & { title: string; scenes: ScriptScene[] })[] = []
  readonly diagnostics: Diagnostic[] = []
  private readonly file: string
  private panel: OpenPanel | null = null
  private strip: string | null = null
  private panelNumber = 0
  private readonly stripLines = new Map<number, number>()
  private lastStrip = 0
  private outsideReported = false
  private lastDate: string | null = null

  constructor(file: string) {
    this.file = file
  }

  take(line: number, read: StripLine) {
    if (read.is === 'blank') return
    if (read.is === 'heading') this.takeHeading(line, read.level, read.text)
    else if (read.is === 'strip') this.openStrip(line, read.number)
    else if (this.strip === null) this.reportOutside(line)
    else if (read.is === 'separator') this.openPanel(line)
    else if (read.is === 'mark') this.takeMark(line, read.key, read.value, read.rest)
    else if (read.is === 'lettering') this.takeLettering(line, read.label, read.note, read.text)
    else this.takePrompt(line, read.text)
  }

  end() {
    this.closePanel()
  }

  private warn(line: number, code: string, message: string, remedy?: string) {
    this.diagnostics.push({ severity: 'warning', code, file: this.file, line, message, ...(remedy && { remedy }) })
  }

  private reportOutside(line: number) {
    if (this.outsideReported) return
    this.outsideReported = true
    this.warn(
      line,
      'text-outside-strip',
      said`This text stands outside any strip and is left out.`,
      said`Begin a strip above it: “### Strip 001”.`,
    )
  }

  private takeHeading(line: number, level: number, text: string) {
    this.closePanel()
    this.strip = null
    this.outsideReported = false
    if (level === 1) this.openChapter(line, text)
    else if (level === 2) this.openScene(line, text)
    else {
      this.warn(
        line,
        'heading-unknown',
        said`“${text}” is no heading of a strip script; the strip above ends here.`,
        said`Strips are headed “### Strip 001”, scenes “## …”, chapters “# …”.`,
      )
    }
  }

  private openChapter(line: number, text: string) {
    const heading = parseHeading(text, true)
    const file = this.file
    this.chapters.push({
      role: heading?.role ?? 'other',
      written: heading?.number ?? null,
      title: heading?.title ?? text,
      part: 0,
      file,
      line,
      scenes: [],
    })
  }

  private openScene(line: number, text: string | null) {
    if (this.chapters.length === 0) {
      this.chapters.push({ role: 'other', written: null, title: '', part: 0, file: this.file, line, scenes: [] })
    }
    const scenes = this.chapters.at(-1)!.scenes
    const heading = text === null ? null : parseHeading(text, true)
    const title = heading?.role === 'scene' && heading.title !== '' ? heading.title : text
    const slug = title === null ? null : parseSceneHeading(title, line, this.lastDate)
    this.lastDate = slug?.date ?? this.lastDate
    scenes.push({ number: scenes.length + 1, title, line, words: 0, slug, paragraphs: [], panels: [] })
  }

  private openStrip(line: number, written: string | null) {
    this.closePanel()
    if (this.chapters.length === 0 || this.chapters.at(-1)?.scenes.length === 0) this.openScene(line, null)
    this.outsideReported = false
    const number = written === null ? this.lastStrip + 1 : Number(written)
    const expected = this.lastStrip + 1
    const before = this.stripLines.get(number)
    if (written === null) {
      this.warn(
        line,
        'strip-unnumbered',
        said`This strip has no number; it is taken for ${number}.`,
        said`Write “### Strip 001”.`,
      )
    } else if (before !== undefined) {
      this.warn(
        line,
        'strip-twice',
        said`Strip ${written} stands already in line ${before}; both are kept.`,
        said`Give one of the two another number.`,
      )
    } else if (number !== expected) {
      this.warn(
        line,
        'strip-gap',
        said`Strip ${written} follows strip ${this.lastStrip}; expected ${expected}.`,
        said`Check whether a strip is missing or misnumbered.`,
      )
    }
    this.stripLines.set(number, before ?? line)
    this.lastStrip = Math.max(this.lastStrip, number)
    this.strip = written ?? String(number).padStart(3, '0')
    this.panelNumber = 0
    this.openPanel(line)
  }

  private openPanel(line: number) {
    this.closePanel()
    this.panel = {
      line,
      strip: this.strip,
      number: this.panelNumber + 1,
      prompt: [],
      shot: null,
      importance: null,
      lettering: [],
      problem: null,
      touched: false,
    }
  }

  private closePanel() {
    const panel = this.panel
    this.panel = null
    if (panel === null) return
    const { touched, prompt, ...rest } = panel
    if (!touched) {
      this.warn(
        panel.line,
        'panel-empty',
        said`Strip ${panel.strip}: nothing stands in this panel; it is left out.`,
        said`Take out the “---” too many, or write what the panel shows.`,
      )
      return
    }
    if (prompt.length === 0) {
      this.warn(
        panel.line,
        'panel-without-prompt',
        said`Strip ${panel.strip}, panel ${panel.number}: nothing says what the picture shows.`,
        said`Add a line that describes it.`,
      )
    }
    this.panelNumber++
    const scene = this.chapters.at(-1)?.scenes.at(-1)
    if (scene === undefined) return
    const text = prompt.join(' ')
    scene.panels.push({ ...rest, prompt: text })
    scene.words += countWords(text) + panel.lettering.reduce((sum, { text: letters }) => sum + countWords(letters), 0)
  }

  private takePrompt(line: number, text: string) {
    const panel = this.panel
    if (panel === null) return
    panel.touched = true
    if (panel.prompt.length === 0 && panel.lettering.length === 0) panel.line = line
    if (/^[-–—]{2,}$/.test(text)) {
      this.warn(
        line,
        'separator-like',
        said`“${text}” is prompt text; only three dashes begin the next panel.`,
        said`Write “---” if a new panel was meant.`,
      )
    }
    panel.prompt.push(text)
  }

  private takeMark(line: number, key: string, value: string, rest: string) {
    const panel = this.panel
    if (panel === null) return
    panel.touched = true
    if (key === 'shot') this.takeShot(panel, line, value)
    else if (key === 'importance') this.takeImportance(panel, line, value)
    else {
      const meant = MARKS.find((known) => isMeant(key, known))
      this.warn(
        line,
        'mark-unknown',
        said`The mark “[${key}: ${value}]” is not known and is left out.`,
        meant ? said`Did you mean “[${meant}: ${value}]”?` : said`Marks are “[shot: …]” and “[importance: 1–5]”.`,
      )
    }
    if (rest !== '') this.takePrompt(line, rest)
  }

  private takeShot(panel: OpenPanel, line: number, value: string) {
    if (value === '')
      this.warn(line, 'mark-empty', said`The mark “[shot: ]” names no shot.`, said`Name it or take the mark out.`)
    else if (panel.shot !== null)
      this.warn(
        line,
        'mark-twice',
        said`A second shot, “${value}”; the first, “${panel.shot}”, stays.`,
        said`Keep one of the two.`,
      )
    else panel.shot = value
  }

  private takeImportance(panel: OpenPanel, line: number, value: string) {
    if (!/^[1-5]$/.test(value)) {
      this.warn(
        line,
        'importance-out-of-range',
        said`Importance “${value}” is not 1, 2, 3, 4 or 5; left open.`,
        said`Write 1 (small) to 5 (the picture of the page).`,
      )
    } else if (panel.importance !== null) {
      this.warn(
        line,
        'mark-twice',
        said`A second importance, ${value}; the first, ${panel.importance}, stays.`,
        said`Keep one of the two.`,
      )
    } else panel.importance = Number(value)
  }

  private takeLettering(line: number, label: string, note: string | null, text: string) {
    const panel = this.panel
    if (panel === null) return
    panel.touched = true
    if (text === '') {
      this.warn(
        line,
        'lettering-empty',
        said`${label} has no words; left out.`,
        said`Write the words behind the colon, on the same line.`,
      )
      return
    }
    const kind: Lettering['kind'] = label === 'CAPTION' ? 'caption' : label === 'SFX' ? 'sfx' : 'dialogue'
    const base = { speakerId: null, text, sure: true }
    if (kind !== 'dialogue') {
      panel.lettering.push({ kind, balloon: 'speech', speakerName: null, ...base })
      return
    }
    const balloon = note === null ? 'speech' : balloonFor(note)
    if (balloon === undefined) {
      this.warn(
        line,
        'delivery-unknown',
        said`“(${note})” behind ${label} is not known; taken for plain speech.`,
        remedyForDelivery(note ?? ''),
      )
    }
    panel.lettering.push({ kind, balloon: balloon ?? 'speech', speakerName: label, ...base })
  }
}

function spokenLabels(lines: readonly StripLine[]): SpokenLabel[] {
  return lines.flatMap((read, index) =>
    read.is !== 'lettering' || read.label === 'CAPTION' || read.label === 'SFX'
      ? []
      : [{ label: read.label, line: index + 1 }],
  )
}

/** Warns of prompt lines that look like a speaker in small letters. */
function checkCases(file: string, lines: readonly StripLine[]): Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  const labels = new Set(spokenLabels(lines).map(({ label }) => label))
  const folded = new Map([...labels, 'CAPTION', 'SFX'].map((label) => [foldName(label), label]))
  let before: StripLine | undefined
  lines.forEach((read, index) => {
    // The first line of a panel describes it and may well begin `Reave: the same coat`.
    const opensPanel = before === undefined || before.is === 'strip' || before.is === 'separator'
    if (read.is !== 'blank') before = read
    if (read.is !== 'prompt' || opensPanel) return
    const start = /^(\p{L}[\p{L}\p{M} .'’-]{0,40}?)\s*(?:\([^()]{0,40}\))?\s*:/u.exec(read.text)?.[1]
    const label = start === undefined ? undefined : folded.get(foldName(start))
    if (label !== undefined) {
      diagnostics.push({
        severity: 'warning',
        code: 'speaker-case',
        file,
        line: index + 1,
        message: said`“${start}:” is taken for prompt text, since speakers stand in capitals.`,
        remedy: said`Write “${label}:” if this is a balloon.`,
      })
    }
  })
  return diagnostics
}

/**
 * Reads a comic script: chapters, scenes, strips and panels with their lettering. Speakers stay as written.
 * Whatever cannot be meant is reported with its line; panels are numbered without gaps. Never throws on any text.
 */
export function readStrips(text: string, file: string): ScriptDocument {
  const lines = text.split('\n').map(readStripLine)
  const script = new StripScript(file)
  lines.forEach((read, index) => {
    script.take(index + 1, read)
  })
  script.end()
  const { numbers, diagnostics } = numberChapters(script.chapters)
  const chapters = script.chapters.map(
    ({ title, line, scenes }, index): ScriptChapter => ({
      number: numbers[index] ?? '1',
      title,
      line,
      scenes,
      words: scenes.reduce((sum, scene) => sum + scene.words, 0),
      notes: null,
    }),
  )
  const speakers = [...checkSpeakers(file, spokenLabels(lines)), ...checkCases(file, lines)]
  const all = [...script.diagnostics, ...diagnostics, ...speakers]
  return { kind: 'strips', file, chapters, diagnostics: all.sort((one, other) => one.line - other.line) }
}
