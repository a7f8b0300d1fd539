import { said } from '../../../shared/said/said.ts'

/** Why the prompt was not taken, by the vendor's `blockReason`. */
const PROMPT: Record<string, string> = {
  SAFETY: said`Google did not take the prompt: its safety filter objects to it.`,
  BLOCKLIST: said`Google did not take the prompt: a word in it is on a list of forbidden ones.`,
  PROHIBITED_CONTENT: said`Google did not take the prompt: what it describes is never drawn there.`,
  IMAGE_SAFETY: said`Google did not take the prompt: its safety filter objects to the picture asked for, or to a reference.`,
  MODEL_ARMOR: said`Google did not take the prompt: a filter set up for this account objects to it.`,
  JAILBREAK: said`Google did not take the prompt: it reads like an attempt to get around the rules.`,
}
const PROMPT_WITHOUT_REASON = said`Google did not take the prompt, and does not say why.`

/** Why the picture was not drawn or not handed out, by the vendor's `finishReason`. Those left out are no refusals. */
const PICTURE: Record<string, string> = {
  SAFETY: said`Google stopped drawing: its safety filter objects.`,
  RECITATION: said`Google stopped drawing: the answer came too close to a work that exists.`,
  LANGUAGE: said`Google does not draw from prompts in this language.`,
  OTHER: said`Google stopped drawing, and does not say why.`,
  BLOCKLIST: said`Google stopped drawing: a word is on a list of forbidden ones.`,
  PROHIBITED_CONTENT: said`Google stopped drawing: what is asked for is never drawn there.`,
  SPII: said`Google stopped drawing: personal data of somebody might be in the answer.`,
  // Trying the same again would cost as much again.
  MAX_TOKENS: said`Google’s model had used up its tokens before there was a picture. A shorter prompt helps.`,
  CONTINUATION: said`Google’s model had used up its tokens before there was a picture. A shorter prompt helps.`,
  IMAGE_SAFETY: said`Google drew the picture and kept it back: its safety filter objects to it.`,
  IMAGE_PROHIBITED_CONTENT: said`Google drew the picture and kept it back: it shows what is not allowed there.`,
  IMAGE_RECITATION: said`Google drew the picture and kept it back: it came too close to a work that exists.`,
}

const CATEGORIES: Record<string, string> = {
  HARASSMENT: said`harassment`,
  HATE_SPEECH: said`hate`,
  HATE: said`hate`,
  SEXUALLY_EXPLICIT: said`sexual content`,
  DANGEROUS_CONTENT: said`danger`,
  CIVIC_INTEGRITY: said`elections`,
  JAILBREAK: said`getting around the rules`,
}

/** A sentence for a prompt that was blocked. */
export function promptRefusal(blockReason: string, ratings: unknown): string {
  return withCategories(PROMPT[blockReason] ?? PROMPT_WITHOUT_REASON, ratings)
}

/** A sentence for a picture that was refused; null = the reason is no refusal, the same request may do better. */
export function pictureRefusal(finishReason: string, ratings: unknown): string | null {
  const sentence = PICTURE[finishReason]
  return sentence === undefined ? null : withCategories(sentence, ratings)
}

function withCategories(sentence: string, ratings: unknown): string {
  const blocked = (Array.isArray(ratings) ? ratings : []).flatMap(
    (rating: { category?: unknown; blocked?: unknown } | null) => {
      const name = String(rating?.category).replace(/^HARM_CATEGORY_(?:IMAGE_)?/, '')
      return rating?.blocked === true && CATEGORIES[name] ? [CATEGORIES[name]] : []
    },
  )
  const names = [...new Set(blocked)]
  return names.length === 0 ? sentence : said`${sentence} It names: ${names.join(', ')}.`
}
