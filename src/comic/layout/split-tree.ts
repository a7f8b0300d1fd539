import type { Split, SplitTree } from '../../shared/domain/layout-lock.ts'

export type { Split, SplitTree }

/** Which trees are tried for pages of one house style. */
export interface TreeRules {
  /** How many cuts may lie within each other: 1 tiers only, 2 tiers of panels, 3 stacks within tiers, 4 rows in stacks. */
  depth: number
  tiers: number
  columns: number
  /** Every tier holds at least so many panels; the last one may hold fewer on a page that is not full. */
  fewestInTier: number
}

export const LEAF = 0
export const TIERS = 1
export const COLUMNS = 2

/**
 * A tree as solvers walk it: nodes in preorder, so that going backwards meets parts before what holds them. The parts
 * of node `k` are `k + 1`, then `end` of it, and so on up to the `end` of `k`.
 */
export interface Shape {
  /** `.` a panel, `[…]` tiers, `(…)` columns. Two pages of one signature look alike. */
  signature: string
  leaves: number
  /** LEAF, TIERS or COLUMNS of every node. */
  cuts: Uint8Array
  /** Index of the node after the last one within this. */
  ends: Uint16Array
  /** What reading it costs: parts that stand where the eye does not look for them next. */
  strain: number
}

/** A stack with something to its right: some readers go right before they go down. */
const BLOCKAGE_STRAIN = 0.3
/** Rows within a stack within a tier: read rightly, but the eye has to work. */
const DEEP_STRAIN = 0.1
/** A panel that gets less of the page's width or height than this when all parts are equal comes out too small. */
const NARROWEST = 0.16
const LOWEST = 0.12
/** A stack may not be cut finer than this. */
const MOST_STACKED = 3

/** Every tree for one number of panels that reads well, simple ones first. */
export function enumerateTrees(leaves: number, rules: TreeRules): SplitTree[] {
  if (leaves === 1) return ['panel']
  const known = new Map<string, SplitTree[]>()
  const cutInto = (cut: Split['cut'], count: number, depth: number, most: number): SplitTree[] => {
    if (count === 1) return ['panel']
    if (depth === 0) return []
    const key = `${cut} ${count} ${depth} ${most}`
    let trees = known.get(key)
    if (trees === undefined) {
      const other = cut === 'tiers' ? 'columns' : 'tiers'
      const mostWithin = other === 'tiers' ? Math.min(MOST_STACKED, rules.tiers) : rules.columns
      trees = deals(count, most).flatMap((counts) =>
        combine(counts.map((part) => cutInto(other, part, depth - 1, mostWithin))).map((parts) => ({ cut, parts })),
      )
      known.set(key, trees)
    }
    return trees
  }
  return [
    ...cutInto('tiers', leaves, rules.depth, rules.tiers),
    ...cutInto('columns', leaves, rules.depth, rules.columns),
  ]
    .filter((tree) => hasFullTiers(tree, rules))
    .filter((tree) => !hasNeighbouringStacks(tree) && isLargeEnough(tree, 1, 1))
    .sort((a, b) => depthOf(a) - depthOf(b))
}

/** Ways to deal a count into two or more parts, at most so many: 3 → [1, 2] [2, 1] [1, 1, 1]. */
function deals(count: number, most: number): number[][] {
  const deal = (left: number, partsLeft: number): number[][] => {
    if (left === 0) return [[]]
    if (partsLeft === 0) return []
    return Array.from({ length: left }, (_, index) => index + 1).flatMap((first) =>
      deal(left - first, partsLeft - 1).map((rest) => [first, ...rest]),
    )
  }
  return deal(count, most)
    .filter((counts) => counts.length > 1)
    .sort((a, b) => a.length - b.length)
}

function combine<Part>(choices: readonly Part[][]): Part[][] {
  return choices.reduce<Part[][]>(
    (combined, parts) => combined.flatMap((before) => parts.map((part) => [...before, part])),
    [[]],
  )
}

/** Two stacks side by side: whether to read down or across cannot be told. */
function hasNeighbouringStacks(tree: SplitTree): boolean {
  if (tree === 'panel') return false
  const neighbours =
    tree.cut === 'columns' &&
    tree.parts.some((part, index) => index > 0 && part !== 'panel' && tree.parts[index - 1] !== 'panel')
  return neighbours || tree.parts.some(hasNeighbouringStacks)
}

function hasFullTiers(tree: SplitTree, { fewestInTier, tiers }: TreeRules): boolean {
  if (tree === 'panel' || tree.cut === 'columns') return true
  const full = tree.parts.length === tiers ? tree.parts : tree.parts.slice(0, -1)
  return full.every((tier) => leavesOf(tier) >= fewestInTier)
}

function isLargeEnough(tree: SplitTree, width: number, height: number): boolean {
  if (tree === 'panel') return width >= NARROWEST && height >= LOWEST
  const count = tree.parts.length
  return tree.parts.every((part) =>
    tree.cut === 'tiers' ? isLargeEnough(part, width, height / count) : isLargeEnough(part, width / count, height),
  )
}

function depthOf(tree: SplitTree): number {
  return tree === 'panel' ? 0 : 1 + Math.max(...tree.parts.map(depthOf))
}

/** `.` a panel, `[…]` tiers, `(…)` columns. */
export function signatureOf(tree: SplitTree): string {
  if (tree === 'panel') return '.'
  const inner = tree.parts.map(signatureOf).join('')
  return tree.cut === 'tiers' ? `[${inner}]` : `(${inner})`
}

/** How many panels a tree holds. */
export function leavesOf(tree: SplitTree): number {
  return tree === 'panel' ? 1 : tree.parts.reduce((total, part) => total + leavesOf(part), 0)
}

/** A tree made ready for solvers. */
export function shapeOf(tree: SplitTree): Shape {
  const cuts: number[] = []
  const ends: number[] = []
  let strain = Math.max(0, depthOf(tree) - 3) * DEEP_STRAIN
  const add = (node: SplitTree): void => {
    const at = cuts.length
    cuts.push(node === 'panel' ? LEAF : node.cut === 'tiers' ? TIERS : COLUMNS)
    ends.push(0)
    if (node !== 'panel') {
      node.parts.forEach((part, index) => {
        if (node.cut === 'columns' && part !== 'panel' && index < node.parts.length - 1) strain += BLOCKAGE_STRAIN
        add(part)
      })
    }
    ends[at] = cuts.length
  }
  add(tree)
  return {
    signature: signatureOf(tree),
    leaves: leavesOf(tree),
    cuts: Uint8Array.from(cuts),
    ends: Uint16Array.from(ends),
    strain,
  }
}

/** Reads a signature back. @throws Error for anything that is none */
export function treeOf(signature: string): SplitTree {
  let at = 0
  const read = (): SplitTree => {
    const mark = signature[at++]
    if (mark === '.') return 'panel'
    const close = mark === '[' ? ']' : mark === '(' ? ')' : null
    if (close === null) throw new Error(`Not the signature of a page: ${signature}`)
    const parts: SplitTree[] = []
    while (at < signature.length && signature[at] !== close) parts.push(read())
    at++
    return { cut: close === ']' ? 'tiers' : 'columns', parts }
  }
  return read()
}
