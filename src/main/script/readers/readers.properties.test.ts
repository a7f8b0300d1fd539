import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ScriptDocument } from '../../../shared/domain/script.ts'
import { readBible } from './bible.ts'
import { countWords } from './count-words.ts'
import { describeNames } from './describe-names.ts'
import { detectKind } from './detect-kind.ts'
import { readPrompts } from './prompts.ts'
import { readProse } from './prose.ts'
import { readStrips } from './strips.ts'

/** Lines that mean something to one reader or another, mixed with anything. */
const line = fc.oneof(
  fc.constantFrom(
    '',
    '# Chapter 1: Oil',
    '# Chapter Two',
    'CHAPTER THREE',
    '# Part One',
    'Prologue',
    '## Scene 1: The quay, night',
    '### Strip 001',
    '### Strip',
    '---',
    '* * *',
    '#',
    '===',
    'CRAFT NOTES',
    'The quay — 2 March 1927, morning',
    '[shot: wide]',
    '[importance: 9]',
    'NELL (off): Who?',
    'CAPTION: Then.',
    '## People',
    '### Nell "N" Marrick',
    '- id: nell',
    '- aliases: Nell, the keeper (from 1938)',
    '- look 1926-1930 (age 14): two plaits; a coat. On 3 May 1927 a hat',
    '- bosun — a dog; 1926',
    '- zones: quay, hall (big)',
  ),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
)
const text = fc.array(line, { maxLength: 40 }).map((lines) => lines.join('\n'))

function linesOf(document: ScriptDocument): number[] {
  return [
    ...document.diagnostics.map((diagnostic) => diagnostic.line),
    ...document.chapters.flatMap((chapter) => [
      chapter.line,
      ...(chapter.notes ? [chapter.notes.line] : []),
      ...chapter.scenes.flatMap((scene) => [
        scene.line,
        ...scene.paragraphs.map((paragraph) => paragraph.line),
        ...scene.panels.map((panel) => panel.line),
      ]),
    ]),
  ]
}

describe('all readers', () => {
  it('never throw, and every line they name is in the file', () => {
    fc.assert(
      fc.property(text, (script) => {
        const last = script.split('\n').length
        const documents = [readProse(script, 'a.md'), readStrips(script, 'a.md'), readPrompts(script, 'a.md')]
        const { bible, diagnostics } = readBible(script, 'a.md')
        const named = [...documents.flatMap(linesOf), ...diagnostics.map((diagnostic) => diagnostic.line)]
        expect(named.every((number) => number >= 1 && number <= last)).toBe(true)
        detectKind(script)
        describeNames(documents, bible)
      }),
      { numRuns: 300 },
    )
  })

  it('give every chapter a number of its own and panels and scenes numbers without gaps', () => {
    fc.assert(
      fc.property(text, (script) => {
        for (const document of [readProse(script, 'a.md'), readStrips(script, 'a.md')]) {
          const numbers = document.chapters.map((chapter) => chapter.number)
          expect(new Set(numbers).size).toBe(numbers.length)
          for (const { scenes } of document.chapters) {
            expect(scenes.map((scene) => scene.number)).toEqual(scenes.map((_, index) => index + 1))
          }
        }
      }),
    )
  })
})

describe('prose', () => {
  const words = fc
    .array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 12 })
    .map((parts) => parts.join(' '))
  const paragraphs = fc.array(fc.oneof(words, fc.constant('* * *')), { maxLength: 30 })

  it('loses no word of the story and invents none', () => {
    fc.assert(
      fc.property(paragraphs, (parts) => {
        const document = readProse(`# Chapter 1: Oil\n\n${parts.join('\n\n')}`, 'a.md')
        const read = document.chapters.flatMap((chapter) =>
          chapter.scenes.flatMap((scene) => scene.paragraphs.map(({ text: said }) => said)),
        )
        expect(read).toEqual(parts.filter((part) => part !== '* * *'))
        expect(document.chapters[0]?.words).toBe(countWords(read.join(' ')))
      }),
    )
  })
})

describe('prompts', () => {
  it('keep every block between separators', () => {
    const block = fc.stringMatching(/^[a-zA-Z ,.]{1,30}$/).filter((said) => said.trim() !== '')
    fc.assert(
      fc.property(fc.array(block, { minLength: 1 }), (blocks) => {
        const panels = readPrompts(blocks.join('\n---\n'), 'a.txt').chapters.flatMap((chapter) =>
          chapter.scenes.flatMap((scene) => scene.panels),
        )
        expect(panels.map((panel) => panel.prompt)).toEqual(blocks.map((said) => said.trimEnd()))
      }),
    )
  })
})
