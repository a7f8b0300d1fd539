import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  COLUMNS,
  enumerateTrees,
  LEAF,
  leavesOf,
  type SplitTree,
  shapeOf,
  signatureOf,
  TIERS,
  treeOf,
} from './split-tree.ts'

const RULES = { depth: 3, tiers: 4, columns: 3, fewestInTier: 1 }

describe('trees of pages', () => {
  test('are all there are, each once, for the first few counts', () => {
    const signatures = (count: number) => enumerateTrees(count, RULES).map(signatureOf)
    expect(signatures(1)).toEqual(['.'])
    expect(signatures(2).toSorted()).toEqual(['(..)', '[..]'])
    expect(signatures(3).toSorted()).toEqual(['(...)', '(.[..])', '([..].)', '[(..).]', '[.(..)]', '[...]'].toSorted())
    for (const count of [4, 5, 6, 7, 8]) {
      const found = signatures(count)
      expect(new Set(found).size).toBe(found.length)
      expect(enumerateTrees(count, RULES).every((tree) => leavesOf(tree) === count)).toBe(true)
    }
  })

  test('never set two stacks side by side, where nobody knows whether to read down or across', () => {
    expect(enumerateTrees(4, RULES).map(signatureOf)).not.toContain('([..][..])')
    for (const signature of enumerateTrees(8, RULES).map(signatureOf)) expect(signature).not.toContain('][')
  })

  test('keep to their rules of depth, tiers, columns and panels in a tier', () => {
    const depth = (tree: SplitTree): number => (tree === 'panel' ? 0 : 1 + Math.max(...tree.parts.map(depth)))
    const album = enumerateTrees(7, { ...RULES, depth: 2 })
    expect(Math.max(...album.map(depth))).toBe(2)
    for (const tree of enumerateTrees(12, { depth: 2, tiers: 4, columns: 4, fewestInTier: 3 })) {
      expect(tree).toMatchObject({ cut: 'tiers' })
      if (tree !== 'panel') expect(tree.parts.map(leavesOf).every((count) => count >= 3)).toBe(true)
    }
  })

  test('are written as signatures and read back', () => {
    const anyTree = fc.letrec<{ tree: SplitTree }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.constant('panel' as const),
        fc.record({
          cut: fc.constantFrom('tiers' as const, 'columns' as const),
          parts: fc.array(tie('tree'), { minLength: 2, maxLength: 4 }),
        }),
      ),
    })).tree
    fc.assert(
      fc.property(anyTree, (tree) => {
        expect(treeOf(signatureOf(tree))).toEqual(tree)
        const shape = shapeOf(tree)
        expect(shape.cuts.filter((cut) => cut === LEAF)).toHaveLength(leavesOf(tree))
        expect(shape.ends[0]).toBe(shape.cuts.length)
      }),
    )
    expect(() => treeOf('x')).toThrow(/signature/)
  })

  test('are walked in preorder, each node knowing where it ends', () => {
    const { cuts, ends } = shapeOf(treeOf('[.(.[..])]'))
    expect([...cuts]).toEqual([TIERS, LEAF, COLUMNS, LEAF, TIERS, LEAF, LEAF])
    expect([...ends]).toEqual([7, 2, 7, 4, 7, 6, 7])
  })

  test('cost the eye more where a stack has something to its right', () => {
    expect(shapeOf(treeOf('([..].)')).strain).toBeGreaterThan(shapeOf(treeOf('(.[..])')).strain)
  })
})
