/** One question about pictures, as it was asked. */
export interface Glance {
  name: string
  /** The question in full. */
  text: string
  /** What may be answered; null = how likely it is that the text is true, 0–1. */
  choices: string[] | null
  pictures: Buffer[]
}

/** What a stand-in sees in pictures: a probability, one of the choices, or null: it declines to say. */
export type Eye = (glance: Glance) => number | string | null

/** Sees one person, dressed and drawn as is wanted, and nothing written. The same every time. */
export const seesAllWell: Eye = ({ name, choices }) => {
  if (choices) return choices.includes('1') ? '1' : (choices.at(-1) ?? null)
  return /text|style/.test(name) ? 0.03 : 0.96
}

/** How likely a stand-in says its choice is. */
export const SURE = 0.9

/** How a look is named to scripts of calls. */
export function lookPrompt(pictures: number, questions: readonly string[]): string {
  return `look at ${pictures}: ${questions.join(' ')}`
}

/** Tokens of a look, as vendors of this kind count them. */
export function lookTokens(pictures: number, asked: string, answered: object): { input: number; output: number } {
  const words = (text: string) => Math.ceil(text.length / 4)
  return { input: pictures * 600 + words(asked), output: words(JSON.stringify(answered)) }
}
