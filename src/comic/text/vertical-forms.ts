const FULL_WIDTH = 0xfee0

/**
 * Characters as vertical writing has them: single digits and marks, years and short capital words stand upright as
 * full-width characters; pairs of digits and of ! and ? stay half-width, to be set side by side in one square.
 */
export function toVerticalForms(text: string): string {
  return text
    .replace(/[!?！？]+/gu, (marks) => (marks.length === 1 ? wide(marks) : narrow(marks)))
    .replace(/[0-9０-９]+/gu, (digits) => (digits.length === 2 ? narrow(digits) : wide(digits)))
    .replace(/(?<![A-Za-z])[A-Z]{1,4}(?![A-Za-z])/g, wide)
    .replace(/[()[\]:;,~&]/g, (sign) => (sign === '~' ? '〜' : wide(sign)))
    .replaceAll('“', '〝')
    .replaceAll('”', '〟')
}

function wide(text: string): string {
  return text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + FULL_WIDTH))
}

function narrow(text: string): string {
  return text.replace(/[！-～]/g, (character) => String.fromCharCode(character.charCodeAt(0) - FULL_WIDTH))
}
