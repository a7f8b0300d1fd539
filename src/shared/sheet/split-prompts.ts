/**
 * The prompts of pasted text, parted by lines of exactly `---`. Blank space around a prompt is not part of it, and what
 * is blank altogether is no prompt. Line breaks of any system do.
 */
export function splitPrompts(text: string): string[] {
  return text
    .split(SEPARATOR)
    .map((prompt) => prompt.trim())
    .filter((prompt) => prompt !== '')
}

/** A line of its own, with nothing else on it but spaces at its end, as editors leave them. */
const SEPARATOR = /(?:^|\r\n|\n|\r)---[ \t]*(?=\r\n|\n|\r|$)/

/** The opposite: text that splits into these prompts again. A prompt with a line of `---` in it becomes several. */
export function joinPrompts(prompts: readonly string[]): string {
  return prompts.join('\n---\n')
}

/** The first line of a prompt, cut to so many characters with an ellipsis. */
export function firstLine(prompt: string, most = 80): string {
  const [line = ''] = prompt.trimStart().split(/\r\n|\n|\r/, 1)
  const characters = [...line]
  return characters.length <= most
    ? line.trimEnd()
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
}
