/** So many speakers have a colour of their own; those who say less share one. */
const COLOURS = 8

/**
 * Name of a speaker's colour in `tokens.css`. Colour is never alone: the name stands beside the line.
 *
 * @param voices speakers of the book, who says most first
 */
export function voiceColour(voices: readonly string[], personId: string | null): string {
  const at = personId === null ? -1 : voices.indexOf(personId)
  return at < 0 || at >= COLOURS ? 'var(--pw-text-3)' : `var(--pw-voice-${at + 1})`
}
