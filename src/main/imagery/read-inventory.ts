import type { Reporter } from './problem.ts'
import type { InventoryEntry } from './target.ts'
import { allWords, wordsAt } from './words.ts'
import { itemsOf, textOf, valueAt, type YamlNode } from './yaml/node.ts'

/** Pictures that a file lists; entries without id or path cannot be meant by anybody. */
export function readInventory(node: YamlNode | null, report: Reporter): InventoryEntry[] {
  return itemsOf(node).flatMap((item) => {
    const path = textOf(valueAt(item, 'path'))
    if (path === null) return []
    const canon = valueAt(item, 'canon_analysis')
    const matches = valueAt(canon, 'matches_description')
    const content = valueAt(item, 'content')
    return [
      {
        id: textOf(valueAt(item, 'id')) ?? '',
        path,
        line: report.lineOf(item.start),
        portrait: isTrue(valueAt(item, 'is_reference_portrait')),
        matchesCanon: matches?.kind === 'scalar' && typeof matches.value === 'boolean' ? matches.value : null,
        approved: wordsAt(item, 'status') === 'approved',
        targetId: textOf(valueAt(valueAt(item, 'generation'), 'target_id')),
        notes: [...allWords(valueAt(content, 'tags')), wordsAt(canon, 'notes')].join(' '),
      },
    ]
  })
}

function isTrue(node: YamlNode | null): boolean {
  return node?.kind === 'scalar' && node.value === true
}
