import type { SourceFile } from '../../shared/contract/index.ts'
import { RequestError } from './client.ts'

/** Address of a picture, at least so many pixels of the screen wide; without a width the picture as it arrived. */
export function takeAddress(takeId: string, widthPx?: number): string {
  return `/asset/take/${encodeURIComponent(takeId)}${widthQuery(widthPx)}`
}

export function referenceAddress(referenceId: string, widthPx?: number): string {
  return `/asset/reference/${encodeURIComponent(referenceId)}${widthQuery(widthPx)}`
}

/** The newest look at a picture under way. @param index as told with it */
export function previewAddress(jobId: string, index: number): string {
  return `/asset/preview/${encodeURIComponent(jobId)}?n=${index}`
}

/** Of a rough that `sheet.sent` named: the built-in drawing of what a prompt asks for. */
export function roughAddress(rough: string, widthPx: number): string {
  return `/asset/rough/${encodeURIComponent(rough)}${widthQuery(widthPx)}`
}

/** Of a finished book, to be saved. */
export function exportAddress(fileId: string): string {
  return `/asset/export/${encodeURIComponent(fileId)}`
}

/** Of a report that was saved with the book. */
export function reportAddress(reportId: string): string {
  return `/asset/report/${encodeURIComponent(reportId)}`
}

/** The small picture of a recent book. */
export function coverAddress(bookId: string): string {
  return `/asset/recent/${encodeURIComponent(bookId)}`
}

/** One of the sample's two pages that are shown. */
export function samplePageAddress(side: 'left' | 'right'): string {
  return `/asset/sample/${side}`
}

function widthQuery(widthPx: number | undefined): string {
  return widthPx === undefined ? '' : `?w=${Math.ceil(widthPx * window.devicePixelRatio)}`
}

/**
 * Hands a file over that was dropped or chosen, for requests that take sources or pictures.
 *
 * @throws RequestError
 */
export async function upload(file: File): Promise<Extract<SourceFile, { upload: string }>> {
  const answer = await fetch(`/upload?name=${encodeURIComponent(file.name)}`, { method: 'POST', body: file })
  if (!answer.ok) throw new RequestError({ code: 'BAD_INPUT', message: (await answer.text()).trim() })
  const { upload: id } = (await answer.json()) as { upload: string }
  return { upload: id }
}
