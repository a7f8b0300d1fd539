import { said } from '../../shared/said/said.ts'

/** Names that Windows keeps for devices, with any ending. */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i
// biome-ignore lint/suspicious/noControlCharactersInRegex: control signs are what is looked for.
const FORBIDDEN = /[\0-\x1f<>:"|?*\\/\x7f]/
/** With ending and temporary ending within what file systems take. */
const MOST_BYTES = 200

/** Why an id cannot be the name of a file on every system, in words that follow "it"; null when it can. */
export function nameProblem(name: string): string | null {
  if (name.trim() === '') return said`is empty`
  if (/^[./\\]*\.\.(?:[/\\]|$)/.test(name) || /[/\\]\.\.(?:[/\\]|$)/.test(name)) return said`leads out of its folder`
  if (/^(?:[/\\]|[A-Za-z]:)/.test(name)) return said`is an absolute path`
  if (/[/\\]/.test(name)) return said`has a slash in it`
  const sign = FORBIDDEN.exec(name)?.[0]
  if (sign !== undefined)
    return sign < ' ' || sign === '\x7f' ? said`has a control sign in it` : said`has the sign ${sign} in it`
  if (RESERVED.test(name)) return said`is a name that Windows keeps for devices`
  if (/[. ]$/.test(name)) return said`ends in a full stop or a space`
  if (name.startsWith('.') || name.startsWith(' ')) return said`begins with a full stop or a space`
  return Buffer.byteLength(name) > MOST_BYTES ? said`is longer than ${MOST_BYTES} bytes` : null
}

/** `/home/x`, `Q:\x`, `\\server\x`. */
export function isAbsolutePath(path: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:[/\\])/.test(path)
}

/**
 * A path below a folder, with `/` and without `.` and `..`; null when it leads out of the folder or is absolute.
 *
 * @param base relative to the imagery folder, with `/`; empty for the folder itself
 */
export function pathWithin(base: string, path: string): string | null {
  if (isAbsolutePath(path) || path.includes('\0')) return null
  const parts: string[] = base === '' ? [] : base.split('/')
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return null
  }
  return parts.length === 0 ? null : parts.join('/')
}

const KNOWN_FOLDERS = ['generated', 'chapters', 'locations', 'characters']

/** Parts of an absolute path of some machine that may be paths here: `locations/…`, longest first. */
export function knownTails(path: string): string[] {
  const parts = path.split(/[/\\]+/)
  if (parts.includes('..')) return []
  return parts.flatMap((part, at) =>
    KNOWN_FOLDERS.includes(part) && at < parts.length - 1 ? [parts.slice(at).join('/')] : [],
  )
}

export function folderOf(file: string): string {
  const slash = file.lastIndexOf('/')
  return slash < 0 ? '' : file.slice(0, slash)
}
