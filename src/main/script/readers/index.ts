/** Script readers: text in, the script as written out. Nothing is guessed here about who acts or what is drawn. */
export { readBible } from './bible.ts'
export { describeNames } from './describe-names.ts'
export type { SourceKind } from './detect-kind.ts'
export { checkEncoding } from './mojibake.ts'
export { countCharacters, readPrompts } from './prompts.ts'
export { readProse, readProseBook } from './prose.ts'
export { readScriptSources, type SourceFile } from './read-folder.ts'
export { readStrips } from './strips.ts'
