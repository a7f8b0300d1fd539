import sharp from 'sharp'
import type { Answer } from '../vendor-server.ts'
import { openAiError } from './openai-error.ts'
import type { OpenAiServer } from './openai-server.ts'
import { badParameter } from './parameters.ts'

const MOST_IMAGES = 16
const LARGEST_IMAGE = 50 * 1024 * 1024
const LARGEST_MASK = 4 * 1024 * 1024
const LONGEST_IMAGE_URL = 20_971_520

/** @throws Answer unless they are 1 to 16 pictures of a format and weight that is taken */
export async function checkImages(param: string, images: readonly Buffer[]): Promise<void> {
  if (images.length === 0)
    throw badParameter(param, 'missing_required_parameter', `Missing required parameter: '${param}'.`)
  if (images.length > MOST_IMAGES)
    throw badParameter(
      param,
      'array_above_max_length',
      `Invalid '${param}': array too long. Expected an array with maximum length ${MOST_IMAGES}, but got an array with length ${images.length} instead.`,
    )
  for (const [index, image] of images.entries()) {
    const format = (await metadataOf(image))?.format
    if (!format || !['png', 'jpeg', 'webp'].includes(format))
      throw badParameter(
        param,
        'invalid_image_file',
        `Invalid image file or mode for image ${index + 1}, please check your image file.`,
      )
    if (image.byteLength >= LARGEST_IMAGE)
      throw openAiError(413, 'invalid_request_error', 'image_too_large', `Image ${index + 1} is larger than 50 MB.`, {
        param,
      })
  }
}

/** @throws Answer unless the mask is a PNG with an alpha channel, light enough and as large as the first picture */
export async function checkMask(mask: Buffer, first: Buffer): Promise<void> {
  const [own, picture] = await Promise.all([metadataOf(mask), metadataOf(first)])
  const wrong = (message: string) => badParameter('mask', 'invalid_image_file', message)
  if (own?.format !== 'png' || !own.hasAlpha) throw wrong('Invalid mask image format - mask must be a PNG with alpha.')
  if (mask.byteLength >= LARGEST_MASK) throw wrong('Invalid mask - it must be less than 4 MB.')
  if (own.width !== picture?.width || own.height !== picture.height)
    throw wrong('Invalid mask image format - mask size does not match image size')
}

async function metadataOf(image: Buffer) {
  return sharp(image)
    .metadata()
    .catch(() => null)
}

/** The pictures of a JSON body: data URLs and ids of files. */
export function imagesOf(server: OpenAiServer, images: unknown): Buffer[] {
  if (!Array.isArray(images))
    throw badParameter('images', 'missing_required_parameter', "Missing required parameter: 'images'.")
  return images.map((image, index) => imageOf(server, image as object, `images[${index}]`))
}

export function imageOf(server: OpenAiServer, image: object, param: string): Buffer {
  const { image_url: url, file_id: fileId, ...more } = image as Record<string, unknown>
  if (Object.keys(more).length > 0 || (url === undefined) === (fileId === undefined))
    throw badParameter(param, 'invalid_value', `Invalid '${param}': expected one of 'image_url' and 'file_id'.`)
  if (typeof fileId === 'string') {
    const file = server.files.get(fileId)
    if (!file) throw noSuchFile(fileId)
    return file.bytes
  }
  const [, base64] = /^data:image\/[a-z]+;base64,(.*)$/s.exec(String(url)) ?? []
  if (base64 === undefined || String(url).length > LONGEST_IMAGE_URL)
    throw badParameter(`${param}.image_url`, 'invalid_image_url', `Invalid '${param}.image_url': it cannot be loaded.`)
  return Buffer.from(base64, 'base64')
}

export function noSuchFile(id: string): Answer {
  return openAiError(404, 'invalid_request_error', null, `No such File object: ${id}`, { param: 'id' })
}
