import sharp from 'sharp'

/** The bytes of a picture sent as base64 or data URL; null when it is none. */
export async function decodedPicture(text: unknown): Promise<Buffer | null> {
  if (typeof text !== 'string') return null
  const bytes = Buffer.from(text.replace(/^data:image\/[a-z]+;base64,/, ''), 'base64')
  const { width } = await sharp(bytes)
    .metadata()
    .catch(() => ({ width: 0 }))
  return width > 0 ? bytes : null
}

/** A first look at a picture: small, and JPEG. */
export async function previewOf(png: Buffer): Promise<string> {
  return (await sharp(png).resize({ width: 96 }).jpeg().toBuffer()).toString('base64')
}
