import type { Sentence } from './story.ts'

/** Names in a line of speech: called to, or spoken of. */
export interface SpokenNames {
  called: string[]
  mentioned: string[]
  /** «I said to myself, Ines, …»: the speaker's own name. */
  own: string[]
}

/** «Hold it out, Mr Voss.» calls him; «And Marrick?» only speaks of him. */
export function spokenNames(sentences: readonly Sentence[]): SpokenNames {
  const called = new Set<string>()
  const mentioned = new Set<string>()
  const own = new Set<string>()
  for (const { tokens, mentions } of sentences) {
    for (const mention of mentions) {
      const before = tokens[mention.first - 1]
      const after = tokens[mention.last + 1]
      const opens = before === undefined || /[.!?—,…]/.test(before.text)
      const closes = after === undefined || /[.!?,—…;]/.test(after.text)
      const article = tokens[mention.first]!.lower === 'the' || tokens[mention.first]!.lower === 'a'
      const listed = tokens[mention.first - 2]?.lower === 'and' || after?.lower === 'and'
      const toSelf = before?.text === ',' && tokens[mention.first - 2]?.lower === 'myself'
      const target = toSelf ? own : opens && closes && !mention.possessive && !article && !listed ? called : mentioned
      for (const id of mention.ids) target.add(id)
    }
  }
  for (const id of called) mentioned.delete(id)
  return { called: [...called], mentioned: [...mentioned], own: [...own] }
}
