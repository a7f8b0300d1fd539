import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import { said } from '../../../shared/said/said.ts'
import { BANNER_SIZES_1K, SIZES_1K } from '../catalogue/models/google.ts'
import { type Capabilities, ProviderError } from '../provider.ts'

/** How the vendor names a size. Keys accept these two fields and no others. */
export interface ImageConfig {
  /** `16:9` */
  aspectRatio: string
  /** `1K`, `2K`, `4K` */
  imageSize: string
}

const RATIOS: Readonly<Record<string, { width: number; height: number }>> = { ...SIZES_1K, ...BANNER_SIZES_1K }

/**
 * The vendor's name for a size in pixels. Without a quality the smallest tier that has the size.
 *
 * @throws ProviderError `invalid` for a size the model does not draw: the nearest one would be paid for, and not fit
 */
export function imageConfigOf(
  { width, height, quality, providerModel }: Pick<GenerationRequest, 'width' | 'height' | 'quality' | 'providerModel'>,
  { sizes, qualities }: Pick<Capabilities, 'sizes' | 'qualities'>,
): ImageConfig {
  const { sizes: offered, scale: scales = {} } = sizes.kind === 'list' ? sizes : { sizes: [] }
  for (const imageSize of quality === null ? qualities : qualities.filter((one) => one === quality)) {
    const scale = scales[imageSize] ?? 1
    const fits = (size: { width: number; height: number }) =>
      size.width * scale === width && size.height * scale === height
    const size = offered.find(fits)
    const aspectRatio = size && Object.keys(RATIOS).find((ratio) => fits(RATIOS[ratio]!))
    if (aspectRatio) return { aspectRatio, imageSize }
  }
  const tier = quality === null ? '' : ` at ${quality}`
  const says = said`${providerModel} draws no pictures of ${width} × ${height} pixels${tier}. Plan this panel again.`
  throw new ProviderError('invalid', says, { says })
}
