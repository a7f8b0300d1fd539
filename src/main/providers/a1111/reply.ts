import { ProviderError } from '../provider.ts'
import { mediaTypeOf } from '../reference-files.ts'
import { recordOf, textOf } from './stock.ts'

/** The picture of a reply, and what the reply says of it. */
export interface Made {
  bytes: Buffer
  /** As used; null = it does not say. */
  seed: number | null
  /** Name of the checkpoint it was made with, without ending; null = it does not say. */
  checkpoint: string | null
  sampler: string | null
}

/**
 * Takes the picture out of a reply: the first that is not the contact sheet. Maps of ControlNet stand behind the pictures.
 *
 * @throws ProviderError `no-image`, `corrupt`
 */
export function readReply(reply: unknown): Made {
  const { images, info } = recordOf(reply)
  const about = infoOf(info)
  const list = Array.isArray(images) ? images : []
  if (list.length === 0) throw new ProviderError('no-image', 'the reply has no pictures')
  const first = Number.isInteger(about.index_of_first_image) ? (about.index_of_first_image as number) : 0
  const text = textOf(list[first])
  if (text === null)
    throw new ProviderError('no-image', `the reply has ${list.length} pictures and none at place ${first}`)
  const bytes = Buffer.from(text.replace(/^data:image\/[a-z]+;base64,/, ''), 'base64')
  if (mediaTypeOf(bytes) === null)
    throw new ProviderError('corrupt', `what stands in place of the picture is none (${bytes.byteLength} bytes)`)
  const seeds = Array.isArray(about.all_seeds) ? about.all_seeds : []
  const seed: unknown = seeds[0] ?? about.seed
  return {
    bytes,
    seed: typeof seed === 'number' ? seed : null,
    checkpoint: textOf(about.sd_model_name),
    sampler: textOf(about.sampler_name),
  }
}

/** JSON within JSON. A picture is kept whatever it says. */
function infoOf(info: unknown): Record<string, unknown> {
  try {
    return recordOf(typeof info === 'string' ? JSON.parse(info) : info)
  } catch {
    return {}
  }
}
