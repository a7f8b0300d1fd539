/** What the file name of a take says about it, so that a picture whose row was lost finds its way back. */
export interface TakeName {
  panelId: string
  artStyleId: string
  language: string
  imageIndex: number
  /** The whole job key. */
  key: string
}

const STEM =
  /^(?<panelId>[0-9a-zA-Z-]+)_(?<style>[0-9a-zA-Z.-]+)_(?<language>[0-9a-zA-Z-]+)_(?<index>\d+)_(?<key>[0-9a-f]{64})$/

const EXTENSIONS = { png: 'png', jpeg: 'jpg', webp: 'webp' } as const

/**
 * File name of a take, made of ids alone: `<panel>_<style>_<language>_<index>_<key>.png`.
 *
 * @param copy from 1; a further picture of the same key (asked for again, or after a loss) never takes an old one's place
 */
export function takeFileName(job: TakeName, format: keyof typeof EXTENSIONS, copy: number): string {
  return `${stem(job)}${copy === 1 ? '' : `_${copy}`}.${EXTENSIONS[format]}`
}

/** What the file name of a take says; null for a file name that is not ours. */
export function readTakeFileName(fileName: string): TakeName | null {
  const name = /^(.+?)(?:_\d{1,6})?\.(?:png|jpg|webp)$/.exec(fileName)?.[1]
  return name === undefined ? null : readStem(name)
}

/** Name of the unfinished file of a job, beside its final place. */
export function temporaryName(job: TakeName): string {
  return `.${stem(job)}.tmp`
}

/** What the name of an unfinished file says; null for a file name that is not ours. */
export function readTemporaryName(fileName: string): TakeName | null {
  const name = /^\.(.+)\.tmp$/.exec(fileName)?.[1]
  return name === undefined ? null : readStem(name)
}

function stem(job: TakeName): string {
  return [job.panelId, job.artStyleId, job.language, job.imageIndex, job.key].join('_')
}

function readStem(text: string): TakeName | null {
  const groups = STEM.exec(text)?.groups
  if (!groups) return null
  return {
    panelId: groups.panelId ?? '',
    artStyleId: groups.style ?? '',
    language: groups.language ?? '',
    imageIndex: Number(groups.index),
    key: groups.key ?? '',
  }
}
