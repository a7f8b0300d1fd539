import type { Reporter } from './problem.ts'
import type { InventoryEntry } from './target.ts'
import { allWords, wordsAt } from './words.ts'
import { itemsOf, textOf, valueOf, type YamlNode } from './yaml/node.ts'

/** Pictures that a file lists; entries without id or path cannot be meant by anybody. */
export function readInventory(node: YamlNode | null, report: Reporter): InventoryEntry[] {
  return itemsOf(node).flatMap((item) => {
    const path = textOf(valueOf(item, 'path'))
    if (path === null) return []
    const canon = valueOf(item, 'canon_analysis')
    const matches = valueOf(canon, 'matches_description')
    const content = valueOf(item, 'content')
    return [
      {
        id: textOf(valueOf(item, 'id')) ?? '',
        path,
        line: report.lineOf(item.start),
        portrait: isTrue(valueOf(item, 'is_reference_portrait')),
        matchesCanon: matches?.kind === 'scalar' && typeof matches.value === 'boolean' ? matches.value : null,
        approved: wordsAt(item, 'status') === 'approved',
        targetId: textOf(valueOf(valueOf(item, 'generation'), 'target_id')),
        notes: [...allWords(valueOf(content, 'tags')), wordsAt(canon, 'notes')].join(' '),
      },
    ]
  })
}

function isTrue(node: YamlNode | null): boolean {
  return node?.kind === 'scalar' && node.value === true
}
