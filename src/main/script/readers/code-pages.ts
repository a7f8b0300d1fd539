/**
 * The upper halves of two code pages in which UTF-8 is often misread: the characters for the bytes 0x80 to 0xFF.
 * Windows-1252 has five bytes without a character; decoders give the control of the same number for them.
 * Source: encoding.spec.whatwg.org, indexes windows-1252 and macintosh.
 */
export const CODE_PAGES = {
  cp1252:
    '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ' +
    '\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ',
  macroman:
    'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø' +
    '¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ',
} as const

export type CodePage = keyof typeof CODE_PAGES

const BYTES: Record<CodePage, ReadonlyMap<string, number>> = {
  cp1252: byteMap(CODE_PAGES.cp1252),
  macroman: byteMap(CODE_PAGES.macroman),
}

function byteMap(upperHalf: string): ReadonlyMap<string, number> {
  return new Map([...upperHalf].map((character, index) => [character, 0x80 + index]))
}

/** The byte from 0x80 that stands for a character in a code page; undefined when it has none. */
export function byteOf(page: CodePage, character: string): number | undefined {
  return BYTES[page].get(character)
}
