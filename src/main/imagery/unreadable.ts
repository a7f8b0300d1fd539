const SECTIONS = new Set(['images', 'overview', 'parts', 'zones', 'beat_images'])

/**
 * Ids that the lines of an unreadable file seem to hold: what its targets will most likely be once it is mended. For
 * counting only; nothing is made of them.
 */
export function likelyIds(text: string): string[] {
  let section = ''
  const ids: string[] = []
  for (const line of text.split(/\r?\n/)) {
    const top = /^([A-Za-z_][\w-]*):/.exec(line)
    if (top) section = top[1]!
    if (!SECTIONS.has(section)) continue
    const id = /^\s*(?:-\s+)?(?:custom_id|slug|image_slug)\s*:\s*["']?([^"'#]+?)["']?\s*(?:#.*)?$/.exec(line)
    if (id) ids.push(id[1]!)
  }
  return ids
}
