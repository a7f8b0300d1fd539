import { describe, expect, it } from 'vitest'
import { LONGEST_PROMPT, readPrompts } from './prompts.ts'

const panelsOf = (text: string, repair = false) =>
  readPrompts(text, 'p.txt', { repair }).chapters.flatMap((chapter) => chapter.scenes.flatMap((scene) => scene.panels))

describe('reading pasted prompts', () => {
  it('divides at lines of exactly three dashes, white space around them allowed', () => {
    const panels = panelsOf('one\n---\ntwo --- still two\n----\n- - -\n ---\t\nthree')
    expect(panels.map((panel) => panel.prompt)).toEqual(['one', 'two --- still two\n----\n- - -', 'three'])
    expect(panels.map((panel) => panel.line)).toEqual([1, 3, 7])
  })

  it('takes blank lines at the ends and trailing white space away and nothing else', () => {
    expect(panelsOf('\n\n  \n  one \n\n two\t\n\n')).toMatchObject([{ prompt: '  one\n\n two', line: 4 }])
  })

  it('reads list numbers, speakers, marks and headings as text', () => {
    const text = '3. A gull.\n4. A boat.\nNELL: painted on the bow.\n[shot: wide]\n# not a heading'
    expect(panelsOf(text)[0]).toMatchObject({ prompt: text, lettering: [], shot: null, strip: null, number: 1 })
  })

  it('marks empty blocks, but a separator at the very end or beginning divides nothing', () => {
    expect(panelsOf('one\n---\n \t\n---\ntwo\n---\n').map((panel) => panel.problem)).toEqual([null, 'empty', null])
    expect(readPrompts('one\n---\n---\ntwo', 'p.txt').diagnostics[0]?.message).toBe('Prompt 2 is empty and left out.')
    expect(panelsOf('---\none')).toHaveLength(1)
    expect(panelsOf('')).toEqual([])
  })

  it('marks a repeat whatever its case and line breaks', () => {
    const document = readPrompts('A dog\nlooks down.\n---\nother\n---\na DOG  looks down.', 'p.txt')
    expect(document.chapters[0]?.scenes[0]?.panels.map((panel) => panel.problem)).toEqual([null, null, 'duplicate'])
    expect(document.diagnostics).toMatchObject([
      { code: 'prompt-duplicate', line: 6, message: 'Prompt 3 is the same as prompt 1 and left out.' },
    ])
  })

  it('counts code points against the limit', () => {
    expect(panelsOf('🎏'.repeat(LONGEST_PROMPT))[0]?.problem).toBeNull()
    const document = readPrompts('é'.repeat(LONGEST_PROMPT + 1), 'p.txt')
    expect(document.chapters[0]?.scenes[0]?.panels[0]?.problem).toBe('too-long')
    expect(document.diagnostics[0]?.message).toMatch(/4001 characters, 1 more .* left out\.$/)
  })

  it('offers to mend a block whose encoding is broken, and mends it when asked', () => {
    const text = 'fine\n---\nInÃªs at the cafÃ©'
    expect(panelsOf(text)[1]?.prompt).toBe('InÃªs at the cafÃ©')
    expect(readPrompts(text, 'p.txt').diagnostics).toMatchObject([
      { code: 'encoding-cp1252', severity: 'warning', line: 3 },
    ])
    expect(panelsOf(text, true)[1]?.prompt).toBe('Inês at the café')
  })

  it('finds repeats that only the repair brings to light', () => {
    expect(panelsOf('Inês\n---\nInÃªs', true)[1]?.problem).toBe('duplicate')
  })
})
