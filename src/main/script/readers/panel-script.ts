import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { Lettering } from '../../../shared/domain/lettering.ts'
import type {
  PictureWishes,
  SceneSlug,
  ScriptChapter,
  ScriptDocument,
  ScriptKind,
  ScriptPanel,
  ScriptScene,
} from '../../../shared/domain/script.ts'
import { counted } from '../../../shared/quantities.ts'
import { said } from '../../../shared/said/said.ts'
import { countWords } from './count-words.ts'
import { numberChapters, type UnnumberedChapter } from './number-chapters.ts'
import { importanceOfHint, isSceneHeading, type PageHeading, type PanelHeading } from './page-headings.ts'
import { chapterNumberFromFileName, parseHeading } from './parse-heading.ts'
import { parseSceneHeading } from './parse-slug.ts'

/** Nobody speaks in it: words of a line, or of the brackets behind a heading. */
export const SILENT =
  /^[([]?\s*(?:no (?:copy|dialogue|dialog|text|lettering|words)|silent(?: panel)?|wordless|mute|stumm|ohne text|mud[ao]|sans texte|muette?|サイレント)\s*[.)\]]*$/i
const INSIDE_OR_OUT = /^(?:(?:int|ext|est|i|e)\b[.\s/]*){1,2}/i

interface OpenPanel {
  line: number
  /** As the script counts it; null where no heading opened it. */
  written: number | null
  prompt: string[]
  shot: string | null
  importance: number | null
  lettering: Lettering[]
  /** Line of the word that says nobody speaks in it; 0 when nothing does. */
  silentLine: number
  wishes: PictureWishes
}

interface OpenPage extends Omit<PageHeading, 'panels'> {
  line: number
  /** What its heading says it has; null when it does not say. */
  panelsSaid: number | null
  /** Panels kept so far. */
  panels: ScriptPanel[]
  /** Numbers of panels that were written, with their lines. */
  numbers: Map<number, number>
}

/** A script of panels on its way through a reader: chapters, scenes, pages and panels as its lines go by. */
export class PanelScript {
  readonly file: string
  readonly diagnostics: Diagnostic[] = []
  readonly #kind: ScriptKind
  readonly #chapters: (UnnumberedChapter & { title: string; scenes: ScriptScene[] })[] = []
  #lastDate: string | null = null
  #page: OpenPage | null = null
  #panel: OpenPanel | null = null
  /** Pages of the chapter by number, with their lines. */
  #pageLines = new Map<number, number>()
  #lastPage: number | null = null
  /** The next panel that is kept begins a page, or a spread. */
  #begins: 'page' | 'spread' | null = null

  constructor(kind: ScriptKind, file: string) {
    this.#kind = kind
    this.file = file
  }

  get hasPage(): boolean {
    return this.#page !== null
  }

  get hasPanel(): boolean {
    return this.#panel !== null
  }

  get hasChapter(): boolean {
    return this.#chapters.length > 0
  }

  get current(): Readonly<Pick<OpenPanel, 'prompt' | 'lettering' | 'written'>> | null {
    return this.#panel
  }

  warn(line: number, code: string, message: string, remedy?: string): void {
    this.#say('warning', line, code, message, remedy)
  }

  tell(line: number, code: string, message: string, remedy?: string): void {
    this.#say('info', line, code, message, remedy)
  }

  #say(severity: Diagnostic['severity'], line: number, code: string, message: string, remedy?: string): void {
    this.diagnostics.push({ severity, code, file: this.file, line, message, ...(remedy && { remedy }) })
  }

  openChapter(line: number, text: string): void {
    this.closePage()
    const heading = parseHeading(text, true)
    this.#chapters.push({
      role: heading?.role ?? 'other',
      written: heading?.number ?? null,
      title: heading?.title ?? text,
      part: 0,
      file: this.file,
      line,
      scenes: [],
    })
    this.#pageLines = new Map()
  }

  /** @param title null for a scene the script gives no heading */
  openScene(line: number, title: string | null): void {
    // `PANEL 1` with `EXT. QUAY - DAY` right below it: the heading tells where this panel is, and the panel goes on.
    const isBelowPanel = this.#panel !== null && this.#panel.written !== null && isEmpty(this.#panel)
    if (!isBelowPanel) this.closePanel()
    if (!this.hasChapter) this.#openUntitled(line)
    const scenes = this.#chapters.at(-1)!.scenes
    const slug = title === null ? null : (parseSceneHeading(title, line, this.#lastDate) ?? placeOnly(title, line))
    this.#lastDate = slug?.date ?? this.#lastDate
    const named = slug && { ...slug, place: placeName(slug.place) }
    scenes.push({ number: scenes.length + 1, title, line, words: 0, slug: named, paragraphs: [], panels: [] })
  }

  #openUntitled(line: number): void {
    this.#chapters.push({ role: 'other', written: null, title: '', part: 0, file: this.file, line, scenes: [] })
  }

  openPage(line: number, heading: PageHeading): void {
    if (heading.continued && this.#page?.first === heading.first) return
    this.closePage()
    const before = this.#pageLines.get(heading.first)
    const expected = this.#lastPage === null ? null : this.#lastPage + 1
    const startsAgain = this.#pageLines.size === 0 && heading.first === 1
    if (before !== undefined) {
      this.warn(
        line,
        'page-twice',
        said`Page ${heading.first} stands already in line ${before}; both are kept.`,
        said`Give one of the two another number.`,
      )
    } else if (expected !== null && heading.first !== expected && !startsAgain) {
      this.warn(
        line,
        'page-gap',
        said`Page ${heading.first} follows page ${this.#lastPage}; expected ${expected}.`,
        said`Check whether a page is missing or misnumbered.`,
      )
    }
    for (let number = heading.first; number <= Math.min(heading.last, heading.first + 9); number++) {
      this.#pageLines.set(number, before ?? line)
    }
    this.#lastPage = heading.last
    const { panels: panelsSaid, ...rest } = heading
    this.#page = { ...rest, panelsSaid, line, panels: [], numbers: new Map() }
    this.#begins = heading.spread ? 'spread' : 'page'
    if (heading.scene !== null) this.openScene(line, heading.scene)
  }

  /** What the page is turns out in a line below its heading: `SPLASH`. */
  markPage(mark: 'splash' | 'spread'): void {
    if (this.#page === null) return
    this.#page[mark] = true
    if (mark === 'spread') {
      if (this.#begins === 'page') this.#begins = 'spread'
      this.#page.last = Math.max(this.#page.last, this.#page.first + 1)
    }
  }

  /** @param heading null for a panel that no heading opens */
  openPanel(line: number, heading: PanelHeading | null): void {
    this.closePanel()
    const { number = null, hint = null } = heading ?? {}
    if (number !== null) this.#checkPanelNumber(line, number)
    const importance = hint === null ? null : importanceOfHint(hint)
    this.#panel = {
      line,
      written: number,
      prompt: [],
      shot: hint !== null && importance === null && !/^cont/i.test(hint) && !SILENT.test(hint) ? hint : null,
      importance,
      lettering: [],
      silentLine: hint !== null && SILENT.test(hint) ? line : 0,
      wishes: {},
    }
    if (heading && heading.rest !== '') this.prompt(line, heading.rest)
  }

  #checkPanelNumber(line: number, number: number): void {
    const numbers = this.#page?.numbers
    if (!numbers) return
    const before = numbers.get(number)
    const expected = Math.max(0, ...numbers.keys()) + 1
    if (before !== undefined) {
      this.warn(
        line,
        'panel-twice',
        said`${this.#pageName()} has a panel ${number} already, in line ${before}; both are kept.`,
        said`Give one of the two another number.`,
      )
    } else if (number !== expected) {
      this.warn(
        line,
        'panel-gap',
        said`${this.#pageName()}: panel ${number} follows panel ${expected - 1}; expected ${expected}.`,
        said`Check whether a panel is missing or misnumbered.`,
      )
    }
    numbers.set(number, before ?? line)
  }

  #pageName(): string {
    if (this.#page === null) return 'This script'
    const { first, last } = this.#page
    return last > first ? `Pages ${first}–${last}` : `Page ${first}`
  }

  prompt(line: number, text: string): void {
    if (this.#panel === null) this.openPanel(line, null)
    this.#panel!.prompt.push(text)
  }

  mark(line: number, key: 'shot' | 'importance', value: string): void {
    if (this.#panel === null) this.openPanel(line, null)
    if (key === 'shot') this.#panel!.shot = value === '' ? null : value
    else if (/^[1-5]$/.test(value)) this.#panel!.importance = Number(value)
    else {
      this.warn(
        line,
        'importance-out-of-range',
        said`Importance “${value}” is not 1, 2, 3, 4 or 5; left open.`,
        said`Write 1 (small) to 5 (the picture of the page).`,
      )
    }
  }

  /** How the picture of the open panel is to be made. */
  wish(wishes: PictureWishes): void {
    if (this.#panel !== null) Object.assign(this.#panel.wishes, wishes)
  }

  letter(line: number, lettering: Lettering): void {
    if (this.#panel === null) this.openPanel(line, null)
    this.#panel!.lettering.push(lettering)
  }

  /** Further words of the last balloon. */
  continueLettering(text: string): void {
    const last = this.#panel?.lettering.at(-1)
    if (last) last.text = last.text === '' ? text : `${last.text} ${text}`
  }

  silent(line: number): void {
    if (this.#panel === null) this.openPanel(line, null)
    this.#panel!.silentLine = line
  }

  /** Takes out what the open panel holds, as if nothing had opened it. */
  takeBack(): { line: number; text: string } | null {
    const panel = this.#panel
    this.#panel = null
    return panel === null ? null : { line: panel.line, text: panel.prompt.join(' ') }
  }

  closePanel(): void {
    const panel = this.#panel
    this.#panel = null
    if (panel === null) return
    panel.lettering = panel.lettering.filter(({ text }) => text !== '')
    const name = panel.written === null ? `${this.#pageName()}: a panel` : `${this.#pageName()}, panel ${panel.written}`
    if (isBlank(panel)) {
      this.warn(
        panel.line,
        'panel-empty',
        said`${name}: nothing stands in it; it is left out.`,
        said`Write what the panel shows, or take its heading out.`,
      )
      return
    }
    if (panel.prompt.length === 0) {
      this.warn(
        panel.line,
        'panel-without-prompt',
        said`${name}: nothing says what the picture shows.`,
        said`Add a line that describes it.`,
      )
    }
    if (panel.silentLine > 0 && panel.lettering.length > 0) {
      this.warn(
        panel.silentLine,
        'silent-panel-speaks',
        said`${name} is marked as silent and has ${counted(panel.lettering.length, 'piece')} of lettering; they are kept.`,
        said`Take out the mark or the words.`,
      )
    }
    this.#keep(panel)
  }

  #keep({ line, prompt, shot, importance, lettering, wishes }: OpenPanel): void {
    if ((this.#chapters.at(-1)?.scenes.length ?? 0) === 0) {
      if (!this.hasChapter) this.#openUntitled(line)
      this.#chapters.at(-1)!.scenes.push({
        number: 1,
        title: null,
        line,
        words: 0,
        slug: null,
        paragraphs: [],
        panels: [],
      })
    }
    const scene = this.#chapters.at(-1)!.scenes.at(-1)!
    const text = prompt.join(' ')
    const panel: ScriptPanel = {
      line,
      strip: null,
      number: (this.#page?.panels.length ?? scene.panels.length) + 1,
      prompt: text,
      shot,
      importance,
      lettering,
      problem: null,
      ...(this.#begins !== null && { begins: this.#begins }),
      ...(Object.keys(wishes).length > 0 && { wishes }),
    }
    this.#begins = null
    scene.panels.push(panel)
    this.#page?.panels.push(panel)
    scene.words += countWords(text) + lettering.reduce((sum, { text: letters }) => sum + countWords(letters), 0)
  }

  closePage(): void {
    this.closePanel()
    const page = this.#page
    this.#page = null
    if (page === null) return
    const name = page.last > page.first ? `Pages ${page.first}–${page.last}` : `Page ${page.first}`
    if (page.panels.length === 0) {
      this.#begins = null
      this.warn(
        page.line,
        'page-empty',
        said`${name}: no panel stands on it; it is left out.`,
        said`Write its panels, or take its heading out.`,
      )
      return
    }
    if (page.panels.length === 1) page.panels[0]!.importance ??= 5
    if (page.panels.length > 1 && page.spread) {
      divideSpread(page.panels)
      this.tell(
        page.line,
        'spread-divided',
        said`${name}: a spread of ${page.panels.length} panels; they are divided over the two pages.`,
        said`For one picture over both pages write it as one panel.`,
      )
    }
    // A splash with insets: its first panel is the picture of the page.
    if (page.splash) page.panels[0]!.importance ??= 5
    const { panelsSaid } = page
    if (panelsSaid !== null && panelsSaid !== page.panels.length) {
      this.warn(
        page.line,
        'panel-count',
        said`${name}: its heading says ${counted(panelsSaid, 'panel')} and it has ${page.panels.length}.`,
        said`Check whether a panel is missing, or change the number.`,
      )
    }
  }

  end(): ScriptDocument {
    this.closePage()
    const [only, ...others] = this.#chapters
    // A file for each issue, none with a heading: they are told apart by their names.
    if (only?.role === 'other' && only.title === '' && others.length === 0) {
      only.written ??= chapterNumberFromFileName(this.file)
    }
    const { numbers, diagnostics } = numberChapters(this.#chapters)
    const chapters = this.#chapters.map(
      ({ title, line, scenes }, index): ScriptChapter => ({
        number: numbers[index] ?? '1',
        title,
        line,
        scenes,
        words: scenes.reduce((sum, scene) => sum + scene.words, 0),
        notes: null,
      }),
    )
    const all = [...this.diagnostics, ...diagnostics].sort((one, other) => one.line - other.line)
    return { kind: this.#kind, file: this.file, chapters, diagnostics: all }
  }
}

const isEmpty = ({ prompt, lettering }: OpenPanel): boolean => prompt.length + lettering.length === 0

function isBlank({ prompt, lettering, shot, silentLine }: OpenPanel): boolean {
  return prompt.length + lettering.length === 0 && shot === null && silentLine === 0
}

/** `INT. KITCHEN` names a place and no time. */
function placeOnly(title: string, line: number): SceneSlug | null {
  const place = isSceneHeading(title) ? title.replace(INSIDE_OR_OUT, '') : ''
  return place === '' ? null : { text: title, place, time: '', date: null, line, ages: [] }
}

/** `FERRY OFFICE`, as screenplays write it, is `Ferry Office` to whoever draws it. */
function placeName(place: string): string {
  if (/\p{Ll}/u.test(place)) return place
  return place.toLowerCase().replace(/(^|[\s(/-])\p{L}/gu, (letter) => letter.toUpperCase())
}

/** Two facing pages of several panels: each has one half of them, the second one more where they are odd. */
function divideSpread(panels: readonly ScriptPanel[]): void {
  panels[0]!.begins = 'page'
  panels[Math.floor(panels.length / 2)]!.begins = 'page'
}
