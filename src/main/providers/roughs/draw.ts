import sharp from 'sharp'
import type { GenerationRequest, PictureRegions } from '../../../shared/domain/generation.ts'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import { finish } from './finish.ts'
import { stageRough } from './stage-rough.ts'

export interface Rough {
  bytes: Buffer
  mimeType: 'image/png' | 'image/jpeg'
  regions: PictureRegions
}

/**
 * Draws one picture from the composed panel, without a key and without the network. The same request gives
 * the same bytes. Throws AppError `CANCELLED` when the signal fires, `BAD_INPUT` for a request without a stage.
 */
export async function drawRough(
  request: Pick<GenerationRequest, 'stage' | 'width' | 'height' | 'seed'>,
  options: { signal?: AbortSignal } = {},
): Promise<Rough> {
  const { stage, width, height, seed } = request
  if (stage === null) {
    throw new AppError('BAD_INPUT', said`The roughs draw from a composed panel, and this request has none.`, {
      remedy: said`Break the scene down into panels first.`,
    })
  }
  stopIfCancelled(options.signal)
  const { svg, regions } = stageRough(stage, width, height, seed)
  const drawing = await sharp(Buffer.from(svg), { unlimited: true }).removeAlpha().raw().toBuffer()
  stopIfCancelled(options.signal)
  const finished = finish(drawing, width, height, stage.look)
  const bytes = await encode(finished, width, height, stage.look.colour === 'grey')
  stopIfCancelled(options.signal)
  return { bytes, mimeType: 'image/jpeg', regions }
}

/** Full chroma where there is colour: halved, the spot colours and thin coloured lines would smear. */
function encode(pixels: Uint8Array | Uint8ClampedArray, width: number, height: number, grey: boolean): Promise<Buffer> {
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90, chromaSubsampling: grey ? '4:2:0' : '4:4:4' })
    .toBuffer()
}

function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AppError('CANCELLED', said`The drawing was cancelled.`)
}
