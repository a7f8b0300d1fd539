import { shellWords } from './shell-words.ts'

/**
 * Options as one types them to run a command once more: `--only ch01 ch02 --budget 5`. What was not given is left out.
 *
 * @param options by their names in flags: `loosePages` is `--loose-pages`
 */
export function saidAgain(
  options: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>,
) {
  const words = Object.entries(options).flatMap(([name, value]) => {
    if (value === undefined || value === false) return []
    const option = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    return value === true ? [option] : [option, ...[value].flat().map(String)]
  })
  return shellWords(words)
}
