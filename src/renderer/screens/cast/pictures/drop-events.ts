import type { DropContent } from './read-drop.ts'

/** Whether a drag brings anything that could be a picture. */
export function mayBePicture(transfer: DataTransfer | null): boolean {
  const types = transfer?.types ?? []
  return ['Files', 'text/uri-list', 'text/html', 'text/plain'].some((type) => types.includes(type))
}

/** Whether a drag or a clipboard brings a file: a picture from the desktop or another window, and no mere words. */
export function hasFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes('Files') ?? false
}

/** Reads a drop or a clipboard; it must happen while the event lasts. */
export function contentOf(transfer: DataTransfer): DropContent {
  const folders: string[] = []
  const files: File[] = []
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue
    const entry = item.webkitGetAsEntry?.() ?? null
    const file = item.getAsFile()
    if (entry?.isDirectory) folders.push(entry.name)
    else if (file !== null) files.push(file)
  }
  return {
    files,
    folders,
    uriList: transfer.getData('text/uri-list'),
    html: transfer.getData('text/html'),
    text: transfer.getData('text/plain'),
  }
}

/** The first picture's address in HTML. It is parsed apart from the page: nothing of it runs or loads. */
export function srcOf(html: string): string | null {
  if (html === '') return null
  return new DOMParser().parseFromString(html, 'text/html').querySelector('img[src]')?.getAttribute('src') ?? null
}
