import { describe, expect, it } from 'vitest'
import { readPieces } from './pieces.ts'
import { quoteFamily } from './quotations.ts'

const speech = (...paragraphs: string[]): string[] => {
  const { pieces } = readPieces(paragraphs.map((text, line) => ({ line, text })))
  const found = new Map<number, string>()
  for (const piece of pieces) {
    if (piece.kind === 'speech') found.set(piece.quotation, `${found.get(piece.quotation) ?? ''} ${piece.text}`.trim())
  }
  return [...found.values()]
}

describe('quotations', () => {
  it.each([
    ['straight double', '"Go on," said Ruth. "Now."', ['Go on,', 'Now.']],
    ['curly double', '“Go on,” said Ruth. “Now.”', ['Go on,', 'Now.']],
    ['straight single', "'Go on,' said Ruth. 'It's Art's.'", ['Go on,', "It's Art's."]],
    [
      'curly single',
      '‘Go on,’ said Ruth. ‘It’s the dogs’ dinner, not mine.’',
      ['Go on,', 'It’s the dogs’ dinner, not mine.'],
    ],
    ['guillemets', '«Go on,» said Ruth. «Now.»', ['Go on,', 'Now.']],
    ['dashes', '— Go on — said Ruth — and stop.', ['Go on', 'and stop.']],
  ])('are found between %s marks', (_, text, expected) => {
    expect(speech(text)).toEqual(expected)
  })

  it('keep quotations inside quotations whole', () => {
    expect(speech('“She told me ‘never’, and meant it,” said Art.')).toEqual(['She told me ‘never’, and meant it,'])
  })

  it('do not take a phrase quoted inside a sentence for speech', () => {
    expect(speech('It went round “at a gallop” all night.')).toEqual([])
    expect(speech('‘Come in,’ said Ruth.', 'A bottle with the words ‘DRINK ME’ on it stood there.')).toEqual([
      'Come in,',
    ])
  })

  it('run on over paragraphs while the mark stays open', () => {
    expect(speech('“First of all, listen.', '“Then talk.”', '“I did.”')).toEqual([
      'First of all, listen. Then talk.',
      'I did.',
    ])
  })

  it('leave dropped letters alone', () => {
    expect(quoteFamily(["'Twas the night of the 'thirty-four gale.", '"Yes," he said.'])).toBe('double')
  })

  it('hold a quotation and its tag together as one sentence', () => {
    const { pieces } = readPieces([{ line: 1, text: '"Slower," said Ruth. "Why?" He ran.' }])
    expect(pieces.map((piece) => piece.ends)).toEqual([false, true, true, true])
  })
})
