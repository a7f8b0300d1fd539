const INDOORS =
  /\b(?:room|kitchen|hall|office|house|cabin|shop|church|chapel|inn|tavern|bar|library|cellar|attic|school|home|station|hospital|theatre|flat|apartment|corridor|stairwell|laboratory|lab|workshop|bakery|prison|cell)\b/i
const OUTDOORS =
  /\b(?:street|road|lane|beach|garden|forest|wood|woods|field|ground|grounds|sea|ocean|harbour|harbor|quay|deck|moor|mountain|hill|river|lake|square|park|desert|island|coast|cliff|bridge|yard|meadow|market|rooftops?|roof)\b/i

/** Whether a place is under a roof by the nouns of its name; null when they do not tell. */
export function indoorsByName(name: string): boolean | null {
  const words = name.replaceAll('-', ' ')
  if (INDOORS.test(words)) return true
  return OUTDOORS.test(words) ? false : null
}
