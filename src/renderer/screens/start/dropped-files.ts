/** What readers of scripts understand, by ending. */
const READABLE = /\.(md|markdown|txt|text|docx|fountain|fdx|csv|ya?ml|json)$/i
const DATA = /\.(ya?ml|json)$/i
const IMAGERY_FILE = /^(?:location-)?imagery\.yaml$/
const DEEPEST = 6
const MOST_FILES = 2_000

/** A drop, as far as the page can see it. */
export type Dropped =
  /** A window of its own tells where things lie: main looks at them. */
  | { by: 'path'; paths: string[] }
  /**
   * A browser gives files, and never says where they lie. `folder`: what was dropped is a folder that opens where it
   * lies, so it has to be named.
   */
  | { by: 'content'; files: File[]; folder: { kind: 'book' | 'imagery'; name: string } | null }

/** @param pathOf where a file lies; null = this page is not told */
export async function whatWasDropped(data: DataTransfer, pathOf: ((file: File) => string) | null): Promise<Dropped> {
  // Entries are gone once the event is over: they are taken before anything is waited for.
  const items = [...data.items].filter(({ kind }) => kind === 'file')
  const entries = items.map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  const paths = items.flatMap((item) => {
    const file = item.getAsFile()
    return file === null ? [] : (pathOf?.(file) ?? '')
  })
  // One that lies nowhere, dragged out of another program, has words and no path.
  if (paths.length > 0 && !paths.includes('')) return { by: 'path', paths }
  if (entries.length === 0) return { by: 'content', files: [...data.files], folder: null }
  const found: Found = { files: [], folder: null }
  for (const entry of entries) await walk(entry, 0, found)
  const files = found.files.slice(0, MOST_FILES)
  // YAML and JSON of an imagery folder are no script.
  const scripts = found.folder === null ? files : files.filter(({ name }) => !DATA.test(name))
  return { by: 'content', files: scripts, folder: found.folder }
}

interface Found {
  files: File[]
  folder: { kind: 'book' | 'imagery'; name: string } | null
}

async function walk(entry: FileSystemEntry, depth: number, found: Found): Promise<void> {
  if (found.files.length >= MOST_FILES) return
  if (entry.isFile) {
    if (depth === 0 || READABLE.test(entry.name)) found.files.push(await fileOf(entry as FileSystemFileEntry))
    return
  }
  if (depth >= DEEPEST) return
  const children = await childrenOf((entry as FileSystemDirectoryEntry).createReader())
  if (children.some(({ name }) => name === 'book.sqlite')) {
    // The book that lies in an imagery folder is not what was dropped.
    if (depth === 0) found.folder = { kind: 'book', name: entry.name }
    return
  }
  const [, root, section] = entry.fullPath.split('/')
  if (
    depth === 2 &&
    (section === 'chapters' || section === 'locations') &&
    children.some(({ name }) => IMAGERY_FILE.test(name))
  )
    found.folder = { kind: 'imagery', name: root ?? entry.name }
  const named = children.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
  for (const child of named) await walk(child, depth + 1, found)
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject))
}

/** The browser gives them in parts, an empty one at the end. */
async function childrenOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = []
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (part.length === 0) return all
    all.push(...part)
  }
}
