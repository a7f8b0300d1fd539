import { coloursOf } from './colours.ts'
import type { Reporter } from './problem.ts'
import { depictedIn } from './read-chapter.ts'
import { aspectAt, negativesOf, readDefaults, readPictureWords, readResults, sizeAt } from './read-common.ts'
import { readInventory } from './read-inventory.ts'
import { checkShape } from './shape.ts'
import { LOCATION_SHAPE } from './shapes.ts'
import type { ImageryFile, PictureWords, Target, YamlPath } from './target.ts'
import { allWords, firstWords, listed, once, textsOf, wordsAt } from './words.ts'
import { entriesOf, entryOf, itemsOf, textOf, valueAt, type YamlNode } from './yaml/node.ts'

/** Reads `locations/<slug>/imagery.yaml` or `location-imagery.yaml`, target by target, whatever shapes they mix. */
export function readLocation(root: YamlNode, text: string, entity: string, report: Reporter): ImageryFile {
  checkShape(root, LOCATION_SHAPE, '', report)
  const metadata = valueAt(root, 'metadata')
  const anchor = valueAt(root, 'location_visual_anchor')
  const defaults = valueAt(root, 'generation_defaults') ?? valueAt(metadata, 'generation_defaults')
  const shared = [
    ...textsOf(valueAt(root, 'negative_prompts')).flatMap(listed),
    ...textsOf(valueAt(defaults, 'negative_prompts')).flatMap(listed),
    ...coloursOf(valueAt(valueAt(anchor, 'color_anchors'), 'avoid'), text),
  ]
  const context: Context = { text, entity, shared, report }
  return {
    kind: 'location',
    file: report.file,
    entity,
    title: firstWords(metadata, ['name', 'location_name']) || entity,
    number: '',
    defaults: readDefaults(defaults, report),
    thesis: firstWords(root, ['one_line_essence']) || wordsAt(metadata, 'one_line_essence'),
    palette: '',
    signature: textsOf(valueAt(anchor, 'signature_elements')),
    light: lightOf(valueAt(anchor, 'characteristic_light')),
    people: [],
    places: [],
    overviewReference: textOf(valueAt(valueAt(root, 'reference_defaults'), 'overview')),
    inventory: readInventory(valueAt(root, 'image_inventory'), report),
    targets: [
      ...overviewTargets(valueAt(root, 'overview'), context),
      ...zoneTargets(root, 'parts', context),
      ...zoneTargets(root, 'zones', context),
      ...beatTargets(root, context),
    ],
  }
}

interface Context {
  text: string
  entity: string
  /** What the whole file avoids. */
  shared: readonly string[]
  report: Reporter
}

function lightOf(node: YamlNode | null): ImageryFile['light'] {
  if (node?.kind === 'map')
    return entriesOf(node).flatMap(({ key, value }) => {
      const words = allWords(value).join(', ')
      return words === '' ? [] : [{ when: key, words }]
    })
  return textsOf(node).map((words) => ({ when: '', words }))
}

/** Keys that make a map a picture of its own. */
const PICTURE_KEYS = [
  'slug',
  'prompt_used',
  'prompt_template',
  'visual_description',
  'description',
  'image_type',
  'generated_images',
]

function overviewTargets(overview: YamlNode | null, context: Context): Target[] {
  if (overview?.kind !== 'map') return []
  const inner = entriesOf(overview).filter(
    ({ key, value }) =>
      value.kind === 'map' &&
      (['establishing', 'primary', 'secondary'].includes(key) ||
        ['slug', 'prompt_used'].some((own) => entryOf(value, own))),
  )
  const own = PICTURE_KEYS.some((key) => entryOf(overview, key) !== null)
  const flat =
    own || inner.length === 0 ? [target(overview, ['overview'], 'overview', idOf(overview) ?? 'overview', context)] : []
  return [
    ...flat,
    ...inner.map(({ key, value }, at) => {
      const fallback = flat.length + at === 0 ? 'overview' : `overview-${key}`
      return target(value, ['overview', key], 'overview', idOf(value) ?? fallback, context)
    }),
  ]
}

function zoneTargets(root: YamlNode, key: 'parts' | 'zones', context: Context): Target[] {
  return itemsOf(valueAt(root, key)).flatMap((zone, at) => {
    if (zone.kind !== 'map') return []
    const images = valueAt(zone, 'images')
    if (images?.kind !== 'list') return [target(zone, [key, at], 'part', idOf(zone), context)]
    return images.items.map((image, inner) => imageOfZone(zone, image, [key, at, 'images', inner], context))
  })
}

/** A picture below a zone takes over what the zone says and it does not. */
function imageOfZone(zone: YamlNode, node: YamlNode, at: YamlPath, context: Context): Target {
  const own = target(node, at, 'part', idOf(node), context)
  const of = target(zone, at, 'part', null, context)
  return {
    ...own,
    // What the whole file avoids stands at the end of both.
    negatives: [...own.negatives.slice(0, own.negatives.length - context.shared.length), ...of.negatives],
    size: own.size ?? of.size,
    aspect: own.aspect ?? of.aspect,
    words: once(() => wordsOfZoneImage(zone, own.words(), of.words())),
  }
}

function wordsOfZoneImage(zone: YamlNode, own: PictureWords, of: PictureWords): PictureWords {
  const anchor = valueAt(zone, 'zone_visual_anchor')
  return {
    ...own,
    setting: own.setting || [firstWords(zone, ['zone_name', 'name']), of.setting].filter(Boolean).join(', '),
    atmosphere: own.atmosphere || of.atmosphere,
    lighting: own.lighting || of.lighting || wordsAt(anchor, 'light_character'),
    palette: own.palette || of.palette || wordsAt(anchor, 'color_signature'),
    mustShow: [...own.mustShow, ...of.mustShow],
  }
}

function beatTargets(root: YamlNode, context: Context): Target[] {
  return itemsOf(valueAt(root, 'beat_images')).flatMap((beat, at) => {
    if (beat.kind !== 'map') return []
    const title = firstWords(beat, ['title', 'name'])
    return [target(beat, ['beat_images', at], 'beat', idOf(beat) ?? (slugOf(title) || null), context)]
  })
}

const ID_KEYS = ['slug', 'image_slug', 'zone_slug', 'zone_id', 'id', 'custom_id']

function idOf(node: YamlNode): string | null {
  for (const key of ID_KEYS) {
    const id = textOf(valueAt(node, key))
    if (id !== null) return id
  }
  return null
}

/** `A Sun in a Cage` becomes `a-sun-in-a-cage`. */
function slugOf(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

function target(
  node: YamlNode,
  at: YamlPath,
  role: Target['role'],
  id: string | null,
  { text, entity, shared, report }: Context,
): Target {
  const elements = valueAt(node, 'default_prompt_elements')
  return {
    kind: 'location',
    file: report.file,
    entity,
    id,
    at,
    line: report.lineOf(node.start),
    title: textOf(valueAt(node, 'title')) ?? textOf(valueAt(node, 'name')),
    role,
    prompt: textOf(valueAt(node, 'prompt_used')) ?? textOf(valueAt(node, 'prompt')),
    negatives: [...negativesOf(node, text), ...textsOf(valueAt(elements, 'must_avoid')).flatMap(listed), ...shared],
    depicts: depictedIn(node),
    states: [],
    size: sizeAt(node),
    aspect: aspectAt(node),
    references: textsOf(valueAt(node, 'references')),
    place: { location: entity, zone: id, timeOfDay: wordsAt(node, 'time_of_day') || null },
    output: readResults(node, at, report),
    inventory: readInventory(valueAt(node, 'image_inventory'), report),
    words: once(() => readPictureWords(node, text)),
  }
}
