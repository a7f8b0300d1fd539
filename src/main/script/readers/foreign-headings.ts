import { foreignNumber } from './foreign-numbers.ts'

/**
 * Headings of pages and panels as comic scripts in German, Spanish, French, Japanese and Arabic have them, and `FRAME 1`. They are put
 * into English, so that one reader knows them all.
 */
const PAGE = /^(?:(pages|seiten|p[áa]ginas|planches|صفحات)|page|seite|p[áa]gina|p[áa]g\.?|planche|صفحة)\s+(.*)$/iu
const PANEL =
  /^(?:panel|pnl\.?|frame|bild|viñeta|vineta|cuadro|case|vignette|كادر|إطار|لوحة)\s+#?\s*([\p{L}\p{N}-]+)(?=\s*(?:$|[.:)([–—-]))(.*)$/iu
const JAPANESE_PAGE =
  /^(?:第?\s*([\d一二三四五六七八九十]{1,3})\s*(?:ページ|頁)目?|(?:ページ|頁)\s*([\d一二三四五六七八九十]{1,3}))(.*)$/u
const JAPANESE_PANEL =
  /^(?:第?\s*([\d一二三四五六七八九十]{1,3})\s*コマ目?|コマ\s*([\d一二三四五六七八九十]{1,3}))(.*)$/u
const COUNT =
  /(?<!\p{L})([\p{L}\p{N}-]+)\s*(?:panele?|bilder|bild|viñetas?|vinetas?|cases?|vignettes?|コマ|كادرات|لوحات)(?!\p{L})/giu
const SPREAD = /doppelseite|doble\s+p[áa]gina|double[\s-]+page|見開き/giu
const FULL_PAGE = /ganzseitig|p[áa]gina\s+(?:completa|entera)|pleine\s+page|大ゴマ|1ページ大/giu
/** `1. Bild: Nah.`, `2. Seite`, `1re case`. */
const NUMBER_FIRST =
  /^(\d{1,3})\s?(?:\.|ª|º|e|re|ère)?\s*(?:(seite|p[áa]gina|planche)|panel|bild|viñeta|vineta|case|vignette)(?=\s*(?:$|[.:)([–—-]))(.*)$/iu
const MAY_BE =
  /^[\s#*_]{0,12}(?:seite|p[áa]g|planche|page|panel|pnl|frame|bild|vi[ñn]eta|cuadro|case|vignette|第|[\d０-９一二三四五六七八九十]{1,3}\s?(?:\.|ª|º|e|re|ère)?\s*(?:ページ|頁|コマ|seite|p[áa]g|planche|panel|bild|vi[ñn]eta|case|vignette)|ページ|頁|コマ|صفح|كادر|إطار|لوحة)/iu

/** Whether a line may be the heading of a page or a panel in another language; quick, for each line of a novel. */
export function mayBeForeignHeading(line: string): boolean {
  return MAY_BE.test(line)
}

const numberOf = (word: string): string | null => foreignNumber(word)?.toString() ?? null

/** Signs of double width as the Latin keyboard has them. */
const narrow = (text: string): string =>
  text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replaceAll('\u3000', ' ')

/** A heading of a page or a panel in English words; any other line as it is. */
export function headingInEnglish(line: string): string {
  const text = narrow(line)
  if (!MAY_BE.test(text)) return line
  const [, japanesePage, pageBehind, pageRest = ''] = JAPANESE_PAGE.exec(text) ?? []
  const page = japanesePage ?? pageBehind
  if (page !== undefined) return `PAGE ${numberOf(page) ?? page} ${restInEnglish(pageRest)}`.trim()
  const [, japanesePanel, panelBehind, panelRest = ''] = JAPANESE_PANEL.exec(text) ?? []
  const panel = japanesePanel ?? panelBehind
  if (panel !== undefined) return `PANEL ${numberOf(panel) ?? panel} ${panelRest.trim()}`.trim()
  const [, first, isPage, firstRest = ''] = NUMBER_FIRST.exec(text) ?? []
  if (first !== undefined) return `${isPage === undefined ? 'PANEL' : 'PAGE'} ${Number(first)}${firstRest}`
  const pages = PAGE.exec(text)
  if (pages) return `${pages[1] === undefined ? 'PAGE' : 'PAGES'} ${restInEnglish(pages[2]!)}`
  const [, written = '', rest = ''] = PANEL.exec(text) ?? []
  const number = numberOf(written)
  return number === null ? line : `PANEL ${number}${rest}`
}

/** `ZWEI UND DREI (5 BILDER)` as `2 and 3 (5 panels)`. */
function restInEnglish(rest: string): string {
  const [, first = '', joint = '', second = '', more = rest] =
    /^([\p{L}\p{N}-]+)(?:(\s*(?:[-–—/&]|und|bis|y|et|à|al?|و)\s*)([\p{L}\p{N}-]+)(?!\p{L}))?(.*)$/u.exec(rest) ?? []
  const [from, to] = [numberOf(first), numberOf(second)]
  const opens = from === null ? first : from
  const goesOn = to === null ? joint + second : /[-–—/&]/.test(joint) ? joint + to : ` and ${to}`
  return `${opens}${goesOn}${more}`
    .replace(COUNT, (whole, count: string) => {
      const number = numberOf(count)
      return number === null ? whole : `${number} panels`
    })
    .replace(SPREAD, 'double-page spread')
    .replace(FULL_PAGE, 'full page')
}
