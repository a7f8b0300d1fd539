/** Text of a writing program on its way to plain text: paragraphs, headings and emphasis. */
export class DocumentText {
  readonly #lines: string[] = []
  #runs: { text: string; strong: boolean; slanted: boolean }[] = []

  add(text: string, style: { strong: boolean; slanted: boolean }): void {
    if (text === '') return
    const last = this.#runs.at(-1)
    if (last && last.strong === style.strong && last.slanted === style.slanted) last.text += text
    else this.#runs.push({ text, ...style })
  }

  /** Ends a paragraph; an empty one is a blank line. @param level of its heading, 0 for none */
  endParagraph(level: number): void {
    const runs = this.#runs
    this.#runs = []
    const text = markedRuns(runs).replace(/[ \t]+$/gm, '')
    const marked = level > 0 && text.trim() !== '' ? `${'#'.repeat(Math.min(6, level))} ${plain(runs).trim()}` : text
    for (const line of marked.split('\n')) this.#lines.push(line)
  }

  get lines(): readonly string[] {
    return this.#lines
  }
}

type Run = { text: string; strong: boolean; slanted: boolean }

const plain = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('')

/** Emphasis of a whole paragraph, and of the name before the words, is how it looks and not how it is said. */
function markedRuns(runs: readonly Run[]): string {
  const filled = runs.filter(({ text }) => text.trim() !== '')
  const [first] = filled
  const isAllAlike = filled.every(({ strong, slanted }) => strong === first?.strong && slanted === first.slanted)
  if (isAllAlike) return plain(runs)
  const after = runs[runs.indexOf(first!) + 1]?.text ?? ''
  const isLabel = /[:：]\s*$/.test(first!.text) || /^\s*(?:\([^()]*\)\s*)?[:：]/.test(after)
  return runs.map((run) => (isLabel && run === first ? run.text : marked(run))).join('')
}

function marked({ text, strong, slanted }: Run): string {
  const mark = `${strong ? '**' : ''}${slanted ? '*' : ''}`
  const words = text.trim()
  if (mark === '' || words === '' || words.includes('\n')) return text
  const at = text.indexOf(words)
  const end = [...mark].reverse().join('')
  return `${text.slice(0, at)}${mark}${words}${end}${text.slice(at + words.length)}`
}
