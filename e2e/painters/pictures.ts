import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sharp } from '../../src/main/images/sharp.ts'

/** Picture files as providers and authors leave them: sizes, depths, colour spaces, orientations. */
const PICTURES = ['wide', 'tall', 'small', 'turned', 'grey', 'see-through', 'p3', 'cmyk', 'deep'] as const
export type PictureName = (typeof PICTURES)[number]

export function picturePath(folder: string, name: PictureName): string {
  return join(folder, `${name}.${name === 'turned' || name === 'cmyk' ? 'jpg' : 'png'}`)
}

/** The file the window shows for a picture. */
export function windowPath(path: string): string {
  return path.endsWith('cmyk.jpg') ? `${path}.png` : path
}

export async function writePictures(folder: string): Promise<void> {
  const files: Record<PictureName, Promise<Buffer>> = {
    wide: drawn(1200, 900, '#2a6f97', '#f2ac36').png().toBuffer(),
    tall: drawn(800, 1200, '#6a4c93', '#ff595e').png().toBuffer(),
    small: drawn(96, 64, '#386641', '#f2e8cf').png().toBuffer(),
    turned: drawn(900, 600, '#bc4749', '#a7c957').withMetadata({ orientation: 6 }).jpeg({ quality: 95 }).toBuffer(),
    grey: drawn(700, 700, '#404040', '#e0e0e0').greyscale().png().toBuffer(),
    'see-through': drawn(600, 600, '#1982c4', '#ffca3a')
      .composite([hole(600)])
      .png()
      .toBuffer(),
    p3: drawn(800, 600, '#c1121f', '#669bbc').withIccProfile('p3').png().toBuffer(),
    cmyk: drawn(800, 600, '#b08968', '#344e41').toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer(),
    deep: drawn(640, 480, '#ff006e', '#3a86ff').toColourspace('rgb16').png().toBuffer(),
  }
  // No browser knows the inks of a file that names none: the window is given what the composer makes of it.
  const inks = await files.cmyk
  await writeFile(windowPath(picturePath(folder, 'cmyk')), await sharp(inks).toColourspace('srgb').png().toBuffer())
  await Promise.all(PICTURES.map(async (name) => writeFile(picturePath(folder, name), await files[name])))
}

/** A picture of one colour. */
export async function writePlain(path: string, color: string): Promise<void> {
  await writeFile(
    path,
    await sharp({ create: { width: 40, height: 40, channels: 3, background: color } })
      .png()
      .toBuffer(),
  )
}

/** Slopes, edges and a lopsided mark: a turn, a mirror or a shift of it cannot pass for the original. */
function drawn(width: number, height: number, dark: string, light: string) {
  const lines = Array.from({ length: 9 }, (_, index) => {
    const x = ((index + 1) * width) / 10
    return `<path d="M${x} 0L${x - width / 20} ${height}" stroke="${index % 2 ? '#fff' : '#111'}" stroke-width="${width / 300}"/>`
  })
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>` +
    `<linearGradient id="g" x2="1" y2="1"><stop stop-color="${dark}"/><stop offset="1" stop-color="${light}"/></linearGradient>` +
    `</defs><rect width="${width}" height="${height}" fill="url(#g)"/>${lines.join('')}` +
    `<circle cx="${width * 0.3}" cy="${height * 0.35}" r="${height / 6}" fill="${light}"/>` +
    `<path d="M${width * 0.6} ${height * 0.2}h${width * 0.3}v${height * 0.5}Z" fill="${dark}"/></svg>`
  return sharp(Buffer.from(svg)).flatten({ background: dark })
}

function hole(size: number) {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">` +
    `<circle cx="${size / 2}" cy="${size / 2}" r="${size / 4}" fill="#000"/></svg>`
  return { input: Buffer.from(svg), blend: 'dest-out' } as const
}
