/** Words as one types them in a shell: those with spaces and the like in quotes. */
export function shellWords(words: readonly string[]): string {
  return words.map(shellWord).join(' ')
}

export function shellWord(word: string): string {
  return /^[\p{L}\p{N}_./:@+=,~\\-]+$/u.test(word) ? word : `"${word}"`
}
