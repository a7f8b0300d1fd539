import type { Reporter } from './problem.ts'
import { readInventory } from './read-inventory.ts'
import { checkShape } from './shape.ts'
import { CHARACTER_SHAPE } from './shapes.ts'
import type { InventoryEntry } from './target.ts'
import { oneLine } from './words.ts'
import { textOf, valueAt, type YamlNode } from './yaml/node.ts'

/** Somebody who can be depicted, as the folder of their own has it. */
export interface ImageryCharacter {
  /** Name of the folder. */
  slug: string
  file: string
  /** Paragraphs as they are written. */
  appearance: string
  inventory: InventoryEntry[]
}

/** Reads `characters/<slug>/imagery.yaml` or `character_imagery.yaml`. */
export function readCharacter(root: YamlNode, slug: string, report: Reporter): ImageryCharacter {
  checkShape(root, CHARACTER_SHAPE, '', report)
  return {
    slug,
    file: report.file,
    appearance: textOf(valueAt(root, 'appearance')) ?? '',
    inventory: readInventory(valueAt(root, 'image_inventory'), report),
  }
}

const SHORT = 260

/** The first whole sentences of an appearance that fit into a line or two: body and face come first, outfits later. */
export function shortAppearance(appearance: string): string {
  const sentences = oneLine(appearance).match(/[^.!?]+(?:[.!?](?!\s|$)[^.!?]*)*[.!?]*\s*/g) ?? []
  let short = ''
  for (const each of sentences) {
    if (short !== '' && short.length + each.length > SHORT) break
    short += each
  }
  return short.trim()
}
