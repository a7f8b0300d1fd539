import { type FileHandle, open } from 'node:fs/promises'
import type { Diagnostic } from '../../shared/domain/diagnostic.ts'
import type { PictureFormat } from '../../shared/domain/reference.ts'
import type {
  LookForPerson,
  PersonSeen,
  ReferenceDoubt,
  ReferenceFault,
  ReferenceFindings,
} from '../../shared/domain/reference-check.ts'
import { formatBytes, formatPercent } from '../../shared/quantities.ts'
import { said } from '../../shared/said/said.ts'
import { checkPicture, recognise } from './check-picture.ts'
import { kindOfFile } from './reference-kinds.ts'
import { LEAST_SHARPNESS, sharpnessOf } from './reference-sharpness.ts'

/** Vendors take so much for one picture; what is larger shows a face no better. */
const MOST_BYTES = 20_000_000
const LIMITS = { mostPixels: 50_000_000, smallestSide: 256 }
/** With less of the frame a face is too small to be drawn after. */
const LEAST_SHARE = 0.2
/** Enough to know any kind of file by. */
const HEAD_BYTES = 512

/** A file looked at as a reference. */
export type CheckedReference =
  | { ok: true; picture: ReferencePicture; doubts: Doubt[] }
  | { ok: false; fault: ReferenceFault; message: string; remedy: string }

/** A picture that can serve as a reference, with the bytes that were checked. */
export interface ReferencePicture {
  content: Uint8Array
  sha256: string
  /** Pixels as it is seen, camera rotation applied. */
  width: number
  height: number
  format: PictureFormat
  /** `doubts` are those that were found; the author decides about them. */
  findings: ReferenceFindings
}

export interface Doubt {
  doubt: ReferenceDoubt
  message: string
  remedy: string
}

/**
 * Looks at a file that is to serve as a reference, in this order: type by its first bytes, weight, size in pixels by
 * its header, whole to the last pixel, sharpness, and, where somebody can look, a person large enough. The first thing
 * that makes it useless ends the look. Never throws for what is wrong with the file.
 *
 * @param path absolute
 * @param lookForPerson null = nobody can look, or it need not show anybody
 */
export async function checkReference(path: string, lookForPerson: LookForPerson | null): Promise<CheckedReference> {
  const read = await readCandidate(path)
  if (!('content' in read)) return read
  const { content } = read
  const checked = await checkPicture(content, LIMITS)
  if (!checked.ok) {
    const { fault, remedy } = FAULT_WORDS[checked.fault]
    return refusal(fault, checked.message, remedy)
  }
  const { width, height, format, sha256 } = checked
  const sharpness = await sharpnessOf(content)
  const person = lookForPerson === null ? null : await lookForPerson({ bytes: content, format })
  const doubts = [...doubtsOfSharpness(sharpness), ...doubtsOfPerson(person)]
  const findings = { sharpness, person, doubts: doubts.map(({ doubt }) => doubt) }
  return { ok: true, picture: { content, sha256, width, height, format, findings }, doubts }
}

/** The problems of a checked file as they are told to the author. @param file as the author named it */
export function referenceProblems(checked: CheckedReference, file: string): Diagnostic[] {
  if (!checked.ok) {
    const { fault, message, remedy } = checked
    return [{ severity: 'error', code: `reference-${fault}`, file, line: 0, message, remedy }]
  }
  return checked.doubts.map(({ doubt, message, remedy }) => ({
    severity: 'warning',
    code: `reference-${doubt}`,
    file,
    line: 0,
    message,
    remedy,
  }))
}

type Refused = Extract<CheckedReference, { ok: false }>

async function readCandidate(path: string): Promise<{ content: Uint8Array } | Refused> {
  let file: FileHandle
  try {
    file = await open(path, 'r')
  } catch (error) {
    return unreadable(error)
  }
  try {
    const stats = await file.stat()
    if (!stats.isFile()) return refusal('unreadable', said`This is no file.`, said`Give a picture.`)
    const head = Buffer.alloc(Math.min(HEAD_BYTES, stats.size))
    await file.read(head, 0, head.length, 0)
    if (recognise(head) === null)
      return refusal('wrong-type', said`This is ${kindOfFile(head)}, not a PNG, JPEG or WebP picture.`, SAVE_AS)
    if (stats.size > MOST_BYTES) {
      const message = said`The picture has ${formatBytes(stats.size)}; ${formatBytes(MOST_BYTES)} are the most.`
      return refusal('too-heavy', message, said`Save it smaller, or as a JPEG.`)
    }
    return { content: await file.readFile() }
  } catch (error) {
    return unreadable(error)
  } finally {
    await file.close()
  }
}

const SAVE_AS = said`Open it in an image program, save it as PNG, and give that.`

const FAULT_WORDS: Record<
  Exclude<Awaited<ReturnType<typeof checkPicture>>, { ok: true }>['fault'],
  { fault: ReferenceFault; remedy: string }
> = {
  'not-an-image': { fault: 'wrong-type', remedy: SAVE_AS },
  truncated: { fault: 'broken', remedy: said`Fetch or export it again, and give that.` },
  'too-large': { fault: 'too-large', remedy: said`Save it smaller: 2,000 pixels on the longer side are plenty.` },
  'wrong-size': { fault: 'too-small', remedy: said`Give a larger picture; enlarging this one shows no more.` },
}

function doubtsOfSharpness(sharpness: number): Doubt[] {
  if (sharpness >= LEAST_SHARPNESS) return []
  return [
    {
      doubt: 'blurred',
      message: said`The picture is blurred (sharpness ${sharpness.toFixed(2)}; from ${LEAST_SHARPNESS} on it is sharp).`,
      remedy: said`Give a sharper one, ${NEVERTHELESS}`,
    },
  ]
}

function doubtsOfPerson(seen: PersonSeen | null): Doubt[] {
  if (seen === null) return []
  if (!seen.person) {
    const remedy = said`Give one that shows the person, ${NEVERTHELESS}`
    return [{ doubt: 'no-person', message: said`Nobody was found in the picture.`, remedy }]
  }
  if (seen.share >= LEAST_SHARE) return []
  const message = said`The person takes ${formatPercent(seen.share)} of the picture; ${formatPercent(LEAST_SHARE)} are the least.`
  return [{ doubt: 'person-small', message, remedy: said`Cut the picture closer around the person, ${NEVERTHELESS}` }]
}

const NEVERTHELESS = 'or take this one nevertheless with --anyway.'

function unreadable(error: unknown): Refused {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT') return refusal('unreadable', said`There is no such file.`, said`Check the path.`)
  if (code === 'EACCES' || code === 'EPERM')
    return refusal(
      'unreadable',
      said`This file cannot be read: the right to is missing.`,
      said`Ask for it, or copy the file.`,
    )
  if (code === undefined) throw error
  return refusal(
    'unreadable',
    said`This file cannot be read (${code}).`,
    said`Copy it to this computer’s disk and give that.`,
  )
}

function refusal(fault: ReferenceFault, message: string, remedy: string): Refused {
  return { ok: false, fault, message, remedy }
}
