/** Heaviest file that can be a reference; what is heavier is not even handed over. */
export const MOST_BYTES = 20_000_000

/** One thing the author dropped, pasted or chose. */
export type Dropped =
  | { kind: 'file'; file: File }
  | { kind: 'folder'; name: string }
  | { kind: 'address'; address: string }
  | { kind: 'text'; text: string }
  | { kind: 'nothing' }

/** What is read out of a drop or a clipboard while its event lasts. */
export interface DropContent {
  files: readonly File[]
  /** Names of folders among them. */
  folders: readonly string[]
  uriList: string
  html: string
  text: string
}

/**
 * What was meant by a drop. Files come first: a browser gives the picture itself where it can, and its address beside it.
 *
 * @param srcOf the address of the first picture in HTML; null = none
 */
export function readDrop(
  { files, folders, uriList, html, text }: DropContent,
  srcOf: (html: string) => string | null,
): Dropped[] {
  if (files.length + folders.length > 0) {
    return [
      ...folders.map((name): Dropped => ({ kind: 'folder', name })),
      ...files.map((file): Dropped => ({ kind: 'file', file })),
    ]
  }
  const address = firstAddress([
    srcOf(html) ?? '',
    ...uriList.split(/\r?\n/).filter((line) => !line.startsWith('#')),
    text,
  ])
  if (address !== null) {
    const file = fileOfData(address)
    return [file === null ? { kind: 'address', address } : { kind: 'file', file }]
  }
  const words = text.trim()
  return [words === '' ? { kind: 'nothing' } : { kind: 'text', text: words }]
}

function firstAddress(candidates: readonly string[]): string | null {
  for (const candidate of candidates) {
    const trimmed = candidate.trim()
    if (/^data:image\//i.test(trimmed)) return trimmed
    if (/\s/.test(trimmed)) continue
    const url = URL.parse(trimmed)
    if (url !== null && (url.protocol === 'http:' || url.protocol === 'https:')) return url.href
  }
  return null
}

/** The picture that stands in a `data:` address itself; null = it is none. */
function fileOfData(address: string): File | null {
  const [, type, body] = /^data:(image\/[a-z0-9.+-]+);base64,([\s\S]*)$/i.exec(address) ?? []
  if (type === undefined || body === undefined) return null
  try {
    const bytes = Uint8Array.from(atob(body.trim()), (letter) => letter.charCodeAt(0))
    return new File([bytes], `picture.${type.split('/')[1]!.split('+')[0]}`, { type })
  } catch {
    return null
  }
}
