/** What readers of scripts understand, by ending. */
const READABLE = /\.(md|markdown|txt|text|docx|fountain|fdx|csv|ya?ml|json)$/i
const DEEPEST = 6
const MOST_FILES = 2_000

export function isFileDrag({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true
}

/** Files of a drop, those of folders included, in the order of their names. Of folders only what can be read. */
export async function filesIn(data: DataTransfer): Promise<File[]> {
  // Entries are gone once the event is over: they are taken before anything is waited for.
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  if (entries.length === 0) return [...data.files]
  const found: File[] = []
  for (const entry of entries) await walk(entry, 0, found)
  return found.slice(0, MOST_FILES)
}

async function walk(entry: FileSystemEntry, depth: number, found: File[]): Promise<void> {
  if (found.length >= MOST_FILES) return
  if (entry.isFile) {
    if (depth === 0 || READABLE.test(entry.name)) found.push(await fileOf(entry as FileSystemFileEntry))
    return
  }
  if (depth >= DEEPEST) return
  const children = await childrenOf((entry as FileSystemDirectoryEntry).createReader())
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
