/** Quotation marks tell a voice-over from a narrator. */
export function inQuotes(text: string, language: string): string {
  if (/^["'“„«»「『‘]/u.test(text.trim())) return text
  const [open, close] = QUOTES[language.split('-')[0]!.toLowerCase()] ?? ['“', '”']
  return `${open}${text.trim()}${close}`
}

const QUOTES: Readonly<Record<string, readonly [string, string]>> = {
  ar: ['«', '»'],
  de: ['„', '“'],
  es: ['«', '»'],
  fr: ['« ', ' »'],
  it: ['«', '»'],
  ja: ['「', '」'],
  pl: ['„', '”'],
  ru: ['«', '»'],
  uk: ['«', '»'],
  zh: ['「', '」'],
}
