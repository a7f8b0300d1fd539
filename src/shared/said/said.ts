/**
 * Words that main says to the author: a message, a remedy, a finding, the name of an edit.
 *
 * The value is plain English text, as logs, the command line and the book keep it. The tag is the mark by which
 * `tools/said-templates.ts` finds every template, so that the window has it in all of its languages; the window knows
 * the text again by its template (`recognise.ts`), whether it comes from main just now or was stored years ago.
 *
 * Written as one template, never put together with `+`. Parts that are chosen are written where they stand:
 * ``said`${counted(n, 'panel')} ${n === 1 ? 'was' : 'were'} kept${more ? `; ${more} wait` : ''}.` ``
 */
export function said(parts: TemplateStringsArray, ...values: readonly unknown[]): string {
  // Said of every panel of a book at times: nothing is made besides the text.
  let text = parts[0] ?? ''
  for (let index = 0; index < values.length; index++) text += `${String(values[index])}${parts[index + 1]}`
  return text
}
