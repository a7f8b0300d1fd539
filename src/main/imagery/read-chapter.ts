import { paletteWords } from './colours.ts'
import type { Reporter } from './problem.ts'
import { aspectAt, negativesOf, readDefaults, readFields, readPictureWords, sizeAt } from './read-common.ts'
import { checkShape } from './shape.ts'
import { CHAPTER_SHAPE } from './shapes.ts'
import type { ImageryFile, PictureWords, Target } from './target.ts'
import { listed, oneLine, textsOf, wordsAt } from './words.ts'
import { entriesOf, itemsOf, textOf, valueOf, type YamlNode } from './yaml/node.ts'

/** Reads `chapters/<slug>/imagery.yaml`. */
export function readChapter(root: YamlNode, text: string, entity: string, report: Reporter): ImageryFile {
  checkShape(root, CHAPTER_SHAPE, '', report)
  const metadata = valueOf(root, 'metadata')
  const moments = new Map(itemsOf(valueOf(root, 'moments')).map((moment) => [wordsAt(moment, 'id'), moment]))
  return {
    kind: 'chapter',
    file: report.file,
    entity,
    title: wordsAt(metadata, 'chapter_title') || entity,
    number: wordsAt(metadata, 'chapter_number'),
    defaults: readDefaults(valueOf(metadata, 'generation_defaults') ?? valueOf(root, 'generation_defaults'), report),
    thesis: wordsAt(metadata, 'visual_thesis'),
    palette: paletteWords(valueOf(metadata, 'color_palette'), 'primary', text),
    signature: [],
    light: [],
    people: itemsOf(valueOf(root, 'characters')).map((person) => ({
      ref: wordsAt(person, 'ref'),
      name: wordsAt(person, 'name') || wordsAt(person, 'ref'),
      variations: textOf(valueOf(person, 'scene_variations')) ?? '',
      references: itemsOf(valueOf(person, 'reference_images')).flatMap((item) => {
        const id = textOf(item)
        return id === null ? [] : [{ id, line: report.lineOf(item.start) }]
      }),
      line: report.lineOf(person.start),
    })),
    places: itemsOf(valueOf(root, 'locations')).map((place) => ({
      ref: wordsAt(place, 'ref'),
      line: report.lineOf(place.start),
      zones: zonesOf(valueOf(place, 'zones')).map((zone) => ({
        id: wordsAt(zone, 'id'),
        context: wordsAt(zone, 'chapter_context'),
      })),
    })),
    overviewReference: null,
    inventory: [],
    targets: itemsOf(valueOf(root, 'images')).map((image, at) => readImage(image, at, text, entity, moments, report)),
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
    id: textOf(valueOf(node, 'custom_id')) ?? textOf(valueOf(node, 'id')),
    at: ['images', at],
    line: report.lineOf(node.start),
    role: 'image',
    prompt: textOf(valueOf(node, 'prompt_used')),
    negatives: negativesOf(node, text),
    depicts: depictedIn(node),
    states: entriesOf(valueOf(node, 'character_states')).flatMap(({ key, value }) => {
      const state = textOf(value)
      return state === null ? [] : [{ key, text: oneLine(state) }]
    }),
    size: sizeAt(node),
    aspect: aspectAt(node),
    references: textsOf(valueOf(node, 'references')),
    place: {
      location: wordsAt(node, 'location') || momentPlace || null,
      zone: wordsAt(node, 'zone') || momentZone || null,
      timeOfDay: wordsAt(node, 'time_of_day') || null,
    },
    output: readFields(node, report),
    inventory: [],
    parts: { ...readPictureWords(node, text), moment: momentWords(moment) },
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
  const depicted = valueOf(node, 'depicts_characters')
  return itemsOf(depicted)
    .flatMap((item) => (item.kind === 'map' ? textsOf(valueOf(item, 'slug')) : textsOf(item)))
    .concat(depicted?.kind === 'scalar' ? textsOf(depicted).flatMap(listed) : [])
}
