import { unreadable } from '../api/address.ts'

/** Endings of files that readers of scripts understand. */
export const SCRIPT_ENDINGS = [
  ...['.md', '.markdown', '.txt', '.text', '.docx', '.docm', '.odt', '.fountain', '.spmd', '.fdx'],
  ...['.csv', '.tsv', '.xlsx', '.xlsm', '.yaml', '.yml', '.json'],
]
const DEEPEST = 6
const MOST_FILES = 2_000

/** Whether a drag comes from outside and brings files. */
function isFileDrag({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true
}

/** Whether a drag brings words over a text field: they are put in there. */
export function isForTextField(event: DragEvent): boolean {
  return !isFileDrag(event) && isTextField(event.target)
}

const TEXT_FIELDS = `textarea, input:not(${['checkbox', 'radio', 'range', 'button', 'submit', 'file', 'color']
  .map((type) => `[type='${type}']`)
  .join(', ')})`

export function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches(TEXT_FIELDS))
}

/** Whether a drag brings anything a browser would open in the window's place. */
export function isForeignDrag({ dataTransfer }: DragEvent): boolean {
  const types = dataTransfer?.types ?? []
  return ['Files', 'text/uri-list', 'text/html', 'text/plain'].some((type) => types.includes(type))
}

/**
 * Files of a drop, those of folders included, in the order of their names. Of folders only what can be read. It must be
 * called while the drop's event lasts.
 *
 * @throws RequestError UNREADABLE for a file that is gone or may not be opened
 */
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
    if (depth === 0 || isReadable(entry.name)) found.push(await fileOf(entry as FileSystemFileEntry))
    return
  }
  if (depth >= DEEPEST) return
  const children = await childrenOf(entry as FileSystemDirectoryEntry)
  const named = children.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
  for (const child of named) await walk(child, depth + 1, found)
}

function isReadable(name: string): boolean {
  return SCRIPT_ENDINGS.some((ending) => name.toLowerCase().endsWith(ending))
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, () => reject(unreadable(entry.name))))
}

/** The browser gives them in parts, an empty one at the end. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, () => reject(unreadable(folder.name))),
    )
    if (part.length === 0) return all
    all.push(...part)
  }
}
