import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PageDescription } from '../../src/comic/page.ts'
import { hasTool, judge } from '../../src/main/exporters/judge.case.ts'
import { openInWindow, openPainter, writePdf } from './paint.ts'
import { writePictures } from './pictures.ts'
import { twentyPages } from './twenty-pages.ts'

const POPPLER = hasTool('pdftotext', 'poppler-utils')
const QPDF = hasTool('qpdf', 'qpdf')
const CHROMIUM = hasTool('chromium', 'chromium')
const DPI = 60
/** In the window; a whole number keeps CSS to the page's own shape. */
const PX_PER_MM = 4

let folder: string
let pages: Map<string, PageDescription>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'panelwright-words-'))
  await writePictures(folder)
  pages = new Map((await twentyPages(folder)).map(({ name, page }) => [name, page]))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const SIX = 'WHO LIT THE LAMP TONIGHT? IT WAS NOT ME. IT NEVER IS. GET DOWN! WHO LIT THE LAMP TONIGHT? 20'
const GERMAN =
  'DIE LEUCHTTURMWÄRTERPRÜFUNGSORDNUNG VERLANGT UNMÖGLICHES. DONAUDAMPFSCHIFFFAHRTSGESELLSCHAFT, HAFENVERWALTUNG. 37'
const KINDS =
  'ONE FOR YOU. KEEP YOUR VOICE DOWN. STATION CALLING. * SEE CHAPTER TWO. DOWN HERE! RUN! WHERE IS HE? KRAKOOM I KNEW. 22'

describe.skipIf(!POPPLER)('the words of a PDF', () => {
  test.each([
    ['cover', 'THE KEEPER OF GANNET STACK A story of the light Nell Marrick'],
    ['us-comic, six panels', SIX],
    ['chapter heading', 'The Lamp Room GANNET STACK, 1911 NOBODY CAME. 21'],
    ['balloons of every kind', KINDS],
    ['German, words divided', GERMAN],
  ])('of %s are copied in reading order, divided ones whole', async (name, expected) => {
    const file = await book([name])
    for (const options of [['-raw'], []]) {
      const copied = flowing(judge('pdftotext', '-enc', 'UTF-8', ...options, file, '-').said)
      expect(copied.replaceAll(/\u00ad */g, '')).toBe(expected)
    }
  })

  test('in columns run from the right, each text without gaps', async () => {
    const said = structure(await book(['manga, columns of Japanese'], 'ja', 'rtl'))
    expect(said).toEqual(['灯りを点けたのは誰だ', '私ではない', 'まだ誰かいる！', '夜、嵐の島'])
  })

  test('of Arabic stand in logical order, to be copied and to be read aloud', async () => {
    const file = await book(['Arabic'], 'ar', 'rtl')
    // What poppler adds to keep the direction in a file of plain text.
    const copied = flowing(judge('pdftotext', '-enc', 'UTF-8', file, '-').said).replaceAll(/[\u202a-\u202e]/g, '')
    for (const line of ['من أشعل المصباح', 'في عام 1911؟', 'انتبه!', 'لم يأت أحد.']) expect(copied).toContain(line)
    expect(actualTexts(file)).toEqual(['من أشعل المصباح في عام 1911؟', 'انتبه!', 'لم يأت أحد.'])
  })

  test('follow their panels, insets after the panel they stand in', () => {
    const order = pages.get('inset')!.panels.map(({ id }) => id)
    expect(order.slice(0, 2)).toEqual(['panel-0-0', 'inset'])
  })
})

describe.skipIf(!QPDF)('a PDF of all twenty pages', () => {
  test('has no faults, and every panel in words', async () => {
    const file = await book([...pages.keys()])
    const { passed, said } = judge('qpdf', '--check', file)
    expect(said).toContain('No syntax or stream encoding errors found')
    expect(passed).toBe(true)
    const described = elements(file).flatMap(({ type, alternative }) => (type === '/Figure' ? [alternative] : []))
    const wanted = [...pages.values()].flatMap(({ panels }) => panels.map(({ description }) => description))
    expect(described).toEqual(wanted)
    expect(wanted).toContain('What panel 2 shows: "rope" & <lamp>')
  })
})

describe.skipIf(!CHROMIUM)('a page in the window', () => {
  let browser: Browser
  let window: Page
  beforeAll(async () => {
    browser = await openPainter()
    window = await browser.newPage()
  })
  afterAll(async () => await browser.close())

  const open = async (name: string) => await openInWindow(pages.get(name)!, sizeOf(pages.get(name)!), window, folder)

  test('is read aloud panel by panel, each followed by its words', async () => {
    await open('us-comic, six panels')
    const heard = await heardIn(window)
    expect(heard.slice(0, 4)).toEqual([
      'figure: What panel 1 shows: "rope" & <lamp>',
      'WHO LIT ',
      'THE LAMP ',
      'TONIGHT?',
    ])
    expect(heard.filter((said) => said.startsWith('figure: '))).toHaveLength(6)
    expect(heard).not.toContain('20')
  })

  test.each([
    ['us-comic, six panels', 'lit the lamp tonight?'],
    ['German, words divided', 'Leuchtturmwärterprüfungsordnung'],
    ['manga, columns of Japanese', '灯りを点けたのは誰だ'],
    ['Arabic', 'من أشعل المصباح في عام 1911؟'],
  ])('of %s: "%s" is selected over the ends of its lines', async (name, words) => {
    await open(name)
    const selected = await window.evaluate(
      `getSelection().selectAllChildren(document.querySelector('text:not([role])')); String(getSelection())`,
    )
    expect(flowing(String(selected).replaceAll('\u00ad', '')).toLowerCase()).toContain(words.toLowerCase())
  })

  test('says which panel lies under the pointer, also where slanted frames overlap', async () => {
    await open('slanted corners')
    const page = pages.get('slanted corners')!
    const { bleed } = page.boxes
    const [left, right] = page.panels.map(({ frame }) => frame)
    // Both rectangles have these places; the gutter leans from upper right to lower left.
    const middle = (right!.x + left!.x + left!.width) / 2
    const under = async (x: number, y: number) => {
      const at = `${(x - bleed.x) * PX_PER_MM}, ${(y - bleed.y) * PX_PER_MM}`
      return await window.evaluate(`document.elementFromPoint(${at}).closest('[data-panel]')?.dataset.panel`)
    }
    expect(await under(middle, left!.y + 5)).toBe('panel-0-0')
    expect(await under(middle, left!.y + left!.height - 5)).toBe('panel-0-1')
  })
})

function sizeOf({ boxes: { bleed } }: PageDescription) {
  return { widthPx: bleed.width * PX_PER_MM, heightPx: bleed.height * PX_PER_MM }
}

async function book(names: string[], language = 'en', direction: 'ltr' | 'rtl' = 'ltr'): Promise<string> {
  const described = names.map((name) => pages.get(name)!)
  return await writePdf(described, folder, { dpi: DPI, language, direction })
}

function flowing(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

/** The texts of a PDF as its tags have them. */
function structure(file: string): string[] {
  const { said } = judge('pdfinfo', '-struct-text', file)
  return [...said.matchAll(/^ *"(.+)"$/gm)].map(([, text]) => text!)
}

/** The tags of a PDF in the order of the file, which is that of the pages. */
function elements(file: string): { type: string; alternative: string; actual: string | null }[] {
  const objects = JSON.parse(judge('qpdf', '--json', '--json-key=qpdf', file).said).qpdf[1] as Record<
    string,
    { value?: Record<string, unknown> }
  >
  return Object.values(objects).flatMap(({ value }) => {
    if (value?.['/Type'] !== '/StructElem') return []
    const words = (key: string) => (typeof value[key] === 'string' ? value[key].replace(/^u:/, '') : null)
    return [{ type: String(value['/S']), alternative: words('/Alt') ?? '', actual: words('/ActualText') }]
  })
}

function actualTexts(file: string): string[] {
  return elements(file).flatMap(({ actual }) => actual ?? [])
}

/** What a screen reader is given, from the top. */
async function heardIn(window: Page): Promise<string[]> {
  const session = await window.context().newCDPSession(window)
  await session.send('Accessibility.enable')
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: AccessibleNode[] }
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const heard: string[] = []
  const visit = (node: AccessibleNode | undefined) => {
    if (node === undefined) return
    const [role, name] = [node.role?.value, node.name?.value ?? '']
    if (!node.ignored && role === 'figure') heard.push(`figure: ${name}`)
    if (!node.ignored && role === 'StaticText') heard.push(name)
    for (const id of node.childIds ?? []) visit(byId.get(id))
  }
  visit(nodes[0])
  return heard
}

interface AccessibleNode {
  nodeId: string
  ignored: boolean
  role?: { value: string }
  name?: { value: string }
  childIds?: string[]
}
