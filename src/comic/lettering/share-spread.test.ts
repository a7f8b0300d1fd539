import { describe, expect, test } from 'vitest'
import { figureAt, says, sceneOf } from './lettering.case.ts'
import { shareSpread } from './share-spread.ts'

const frame = { x: 0, y: 0, width: 160, height: 250 }
/** Half a spread: those who stand on the other half are mouths beyond the frame. */
const half = (...people: [personId: string, x: number][]) =>
  sceneOf({ frame, figures: people.map(([personId, x]) => figureAt(personId, x, 150)) })
const textsOf = (requests: readonly { text: string }[]) => requests.map(({ text }) => text)

describe('the texts of a panel over two pages', () => {
  test('stand with their speakers, in the order they are read in', () => {
    const [first, second] = [half(['nell', 40], ['ed', 280]), half(['nell', -120], ['ed', 120])]
    const requests = [says('nell', 'One.'), says('ed', 'Two, and a good deal longer than one.'), says('ed', 'Three.')]
    expect(shareSpread(requests, first, second).map(textsOf)).toEqual([
      ['One.'],
      ['Two, and a good deal longer than one.', 'Three.'],
    ])
  })

  test('of people who all stand on one page stand there', () => {
    const [first, second] = [half(['nell', 300]), half(['nell', 100])]
    const requests = [says('nell', 'One.'), says('nell', 'Two.'), says('nell', 'Three.')]
    expect(shareSpread(requests, first, second).map(textsOf)).toEqual([[], ['One.', 'Two.', 'Three.']])
  })

  test('of nobody in sight are dealt out by how much there is to read', () => {
    const requests = [
      says(null, 'A sentence of some length.'),
      says(null, 'Two.'),
      says(null, 'Three and four and five.'),
    ]
    expect(shareSpread(requests, half(), half()).map((part) => part.length)).toEqual([1, 2])
  })

  test('never change their order, and none is lost', () => {
    const requests = ['ed', 'nell', 'ed', 'nell'].map((who, index) => says(who, `Text ${index}.`))
    const [a, b] = shareSpread(requests, half(['nell', 40], ['ed', 280]), half(['nell', -120], ['ed', 120]))
    expect([...a, ...b]).toEqual(requests)
  })
})
