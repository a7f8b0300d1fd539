/** Script readers: text in, the script as written out. Nothing is guessed here about who acts or what is drawn. */
export { isBible, readBible } from './bible.ts'
export { checkEncoding, type EncodingCheck, type EncodingDamage, type LossySpot } from './mojibake.ts'
export { NOTE_HEADINGS } from './note-headings.ts'
export { countCharacters, LONGEST_PROMPT, readPrompts } from './prompts.ts'
export { type ProseOptions, type ProseSource, readProse, readProseBook } from './prose.ts'
export { readStrips } from './strips.ts'
