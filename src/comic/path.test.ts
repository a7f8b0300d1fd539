import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatPath, type PathCommand, parsePath, pathBounds, rectanglePath, transformPath } from './path.ts'

const coordinate = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((value) => value / 1000)
const command = fc.oneof(
  fc.record({ type: fc.constantFrom('M', 'L'), points: fc.tuple(coordinate, coordinate) }),
  fc.record({ type: fc.constant('Q'), points: fc.array(coordinate, { minLength: 4, maxLength: 4 }) }),
  fc.record({ type: fc.constant('C'), points: fc.array(coordinate, { minLength: 6, maxLength: 6 }) }),
  fc.record({ type: fc.constant('Z'), points: fc.constant([]) }),
) as fc.Arbitrary<PathCommand>

describe('path data', () => {
  test('reads back what was written, to the micrometre', () => {
    fc.assert(
      fc.property(fc.array(command), (path) => {
        const read = parsePath(formatPath(path))
        expect(read.map(({ type }) => type)).toEqual(path.map(({ type }) => type))
        const difference = read.flatMap(({ points }, index) =>
          points.map((value, at) => Math.abs(value - path[index]!.points[at]!)),
        )
        expect(Math.max(0, ...difference)).toBeLessThan(0.001)
      }),
    )
  })

  test('refuses commands that not every painter understands', () => {
    for (const text of ['m1 2', 'A1 1 0 0 0 2 2', 'H3', 'M1', 'L1 2 3 4']) expect(() => parsePath(text)).toThrow()
  })

  test('knows its bounds, moved and mirrored too', () => {
    const path = rectanglePath({ x: 1, y: 2, width: 3, height: 4 })
    expect(pathBounds(transformPath(path, [2, 0, 0, -1, 10, 0]))).toEqual({ x: 12, y: -6, width: 6, height: 4 })
    expect(pathBounds([])).toBeNull()
  })
})
