import type { GenerationRequest } from '../../shared/domain/generation.ts'
import { said } from '../../shared/said/said.ts'
import type { Capabilities, SizeRule } from '../providers/provider.ts'

/** Why a provider cannot do what is asked, in a sentence; null when it can. Asked before anything is queued or paid. */
export function capabilityProblem(request: GenerationRequest, can: Capabilities): string | null {
  if (!fitsSize(request, can.sizes, request.quality))
    return said`${request.providerModel} has no size of ${request.width} × ${request.height} pixels.`
  if (request.quality !== null && !can.qualities.includes(request.quality))
    return said`${request.providerModel} has no quality called ${request.quality}.`
  if (request.references.length > can.references)
    return can.references === 0
      ? said`${request.providerModel} takes no reference pictures, and this request has ${request.references.length}.`
      : said`${request.providerModel} takes ${can.references} reference pictures at most, not ${request.references.length}.`
  if (can.staged && request.stage === null)
    return said`${request.provider} draws from a staged panel, and this request has none.`
  return null
}

/** Whether a model has exactly this size. */
export function fitsSize(
  { width, height }: { width: number; height: number },
  rule: SizeRule,
  quality: string | null,
): boolean {
  if (rule.kind === 'list') {
    const factor = rule.scale?.[quality ?? ''] ?? 1
    return rule.sizes.some((size) => size.width * factor === width && size.height * factor === height)
  }
  const pixels = width * height
  const ratio = width / height
  return (
    width % rule.multipleOf === 0 &&
    height % rule.multipleOf === 0 &&
    pixels >= rule.minPixels &&
    pixels <= rule.maxPixels &&
    ratio >= rule.minRatio &&
    ratio <= rule.maxRatio &&
    Math.max(width, height) <= (rule.maxSide ?? Number.POSITIVE_INFINITY)
  )
}
