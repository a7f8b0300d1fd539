import { paletteWords } from './colours.ts'
import type { Reporter } from './problem.ts'
import { aspectAt, negativesOf, readDefaults, readFields, readPictureWords, sizeAt } from './read-common.ts'
import { checkShape } from './shape.ts'
import { CHAPTER_SHAPE } from './shapes.ts'
import type { ImageryFile, PictureWords, Target } from './target.ts'
import { listed, once, oneLine, textsOf, wordsAt } from './words.ts'
import { entriesOf, itemsOf, textOf, valueAt, type YamlNode } from './yaml/node.ts'

/** Reads `chapters/<slug>/imagery.yaml`. */
export function readChapter(root: YamlNode, text: string, entity: string, report: Reporter): ImageryFile {
  checkShape(root, CHAPTER_SHAPE, '', report)
  const metadata = valueAt(root, 'metadata')
  const moments = new Map(itemsOf(valueAt(root, 'moments')).map((moment) => [wordsAt(moment, 'id'), moment]))
  return {
    kind: 'chapter',
    file: report.file,
    entity,
    title: wordsAt(metadata, 'chapter_title') || entity,
    number: wordsAt(metadata, 'chapter_number'),
    defaults: readDefaults(valueAt(metadata, 'generation_defaults') ?? valueAt(root, 'generation_defaults'), report),
    thesis: wordsAt(metadata, 'visual_thesis'),
    palette: paletteWords(valueAt(metadata, 'color_palette'), 'primary', text),
    signature: [],
    light: [],
    people: itemsOf(valueAt(root, 'characters')).map((person) => ({
      ref: wordsAt(person, 'ref'),
      name: wordsAt(person, 'name') || wordsAt(person, 'ref'),
      variations: textOf(valueAt(person, 'scene_variations')) ?? '',
      references: itemsOf(valueAt(person, 'reference_images')).flatMap((item) => {
        const id = textOf(item)
        return id === null ? [] : [{ id, line: report.lineOf(item.start) }]
      }),
      line: report.lineOf(person.start),
    })),
    places: itemsOf(valueAt(root, 'locations')).map((place) => ({
      ref: wordsAt(place, 'ref'),
      line: report.lineOf(place.start),
      zones: zonesOf(valueAt(place, 'zones')).map((zone) => ({
        id: wordsAt(zone, 'id'),
        context: wordsAt(zone, 'chapter_context'),
      })),
    })),
    overviewReference: null,
    inventory: [],
    targets: itemsOf(valueAt(root, 'images')).map((image, at) => readImage(image, at, text, entity, moments, report)),
  }
}

/** A single zone is sometimes written as a map instead of a list of one. */
function zonesOf(node: YamlNode | null): readonly YamlNode[] {
  return node?.kind === 'map' ? [node] : itemsOf(node)
}

function readImage(
  node: YamlNode,
  at: number,
  text: string,
  entity: string,
  moments: ReadonlyMap<string, YamlNode>,
  report: Reporter,
): Target {
  const moment = moments.get(wordsAt(node, 'source_moment')) ?? null
  const [momentPlace = '', momentZone = ''] = wordsAt(moment, 'location_zone').split('/')
  return {
    kind: 'chapter',
    file: report.file,
    entity,
    id: textOf(valueAt(node, 'custom_id')) ?? textOf(valueAt(node, 'id')),
    at: ['images', at],
    line: report.lineOf(node.start),
    title: textOf(valueAt(node, 'title')),
    role: 'image',
    prompt: textOf(valueAt(node, 'prompt_used')),
    negatives: negativesOf(node, text),
    depicts: depictedIn(node),
    states: entriesOf(valueAt(node, 'character_states')).flatMap(({ key, value }) => {
      const state = textOf(value)
      return state === null ? [] : [{ key, text: oneLine(state) }]
    }),
    size: sizeAt(node),
    aspect: aspectAt(node),
    references: textsOf(valueAt(node, 'references')),
    place: {
      location: wordsAt(node, 'location') || momentPlace || null,
      zone: wordsAt(node, 'zone') || momentZone || null,
      timeOfDay: wordsAt(node, 'time_of_day') || null,
    },
    output: readFields(node, ['images', at], report),
    inventory: [],
    words: once(() => ({ ...readPictureWords(node, text), moment: momentWords(moment) })),
  }
}

function momentWords(moment: YamlNode | null): PictureWords['moment'] {
  if (moment === null) return null
  return {
    beat: wordsAt(moment, 'narrative_beat'),
    weight: wordsAt(moment, 'visual_weight'),
    state: wordsAt(moment, 'transformation_state'),
  }
}

/** Slugs of who is depicted: texts, or maps with a slug. Nameless crowds have none. */
export function depictedIn(node: YamlNode): string[] {
  const depicted = valueAt(node, 'depicts_characters')
  return itemsOf(depicted)
    .flatMap((item) => (item.kind === 'map' ? textsOf(valueAt(item, 'slug')) : textsOf(item)))
    .concat(depicted?.kind === 'scalar' ? textsOf(depicted).flatMap(listed) : [])
}
