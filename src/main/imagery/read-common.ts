import { said } from '../../shared/said/said.ts'
import { coloursOf, paletteWords } from './colours.ts'
import type { Reporter } from './problem.ts'
import { readRatio, readSize, type Size } from './shape.ts'
import type { GenerationDefaults, PictureWords, TargetOutput, YamlPath } from './target.ts'
import { allWords, firstWords, listed, textsOf, wordsAt } from './words.ts'
import { entriesOf, entryOf, itemsOf, textOf, valueAt, type YamlNode } from './yaml/node.ts'

export function readDefaults(node: YamlNode | null, report: Reporter): GenerationDefaults {
  const text = (key: string) => textOf(valueAt(node, key))
  return {
    provider: text('provider'),
    model: text('model'),
    quality: text('quality'),
    size: sizeAt(node),
    aspect: aspectAt(node),
    line: node === null ? 0 : report.lineOf(node.start),
  }
}

export function sizeAt(node: YamlNode | null): Size | null {
  return readSize(wordsAt(node, 'size'))
}

export function aspectAt(node: YamlNode | null): number | null {
  return readRatio(wordsAt(node, 'aspect_ratio'))
}

/** Negative prompt and what the palette avoids. */
export function negativesOf(node: YamlNode, text: string): string[] {
  const own = textsOf(valueAt(node, 'negative_prompt')).flatMap(listed)
  return [...own, ...coloursOf(valueAt(valueAt(node, 'palette'), 'avoid'), text)]
}

/** `images[3]` */
function writtenPath(path: YamlPath): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .slice(1)
}

const MODEL_NAME = /^(?:gpt-|dall-e-|gemini-|imagen-|flux|sdxl|stable-diffusion)/i

/** Fields of the target itself: `file_path` and its neighbours. */
export function readFields(node: YamlNode, at: YamlPath, report: Reporter): TargetOutput {
  const entry = entryOf(node, 'file_path')
  const path = textOf(entry?.value)
  const provider = wordsAt(node, 'provider')
  if (MODEL_NAME.test(provider))
    report.warn(
      'imagery-provider',
      valueAt(node, 'provider')!.start,
      `${writtenPath(at)}.provider`,
      said`${provider} is a model; its provider was expected here.`,
    )
  return {
    form: 'fields',
    present: entry !== null,
    paths: path === null ? [] : [{ path, line: report.lineOf(entry!.keyStart) }],
  }
}

/** The list of results; a target with fields of its own in a file of places is taken at its word. */
export function readResults(node: YamlNode, at: YamlPath, report: Reporter): TargetOutput {
  const list = entryOf(node, 'generated_images')
  if (list === null && entryOf(node, 'file_path') !== null) return readFields(node, at, report)
  const paths = itemsOf(list?.value).flatMap((item) => {
    const path = textOf(valueAt(item, 'file_path'))
    return path === null ? [] : [{ path, line: report.lineOf(item.start) }]
  })
  return { form: 'list', present: list !== null, paths }
}

/** What a target says of its picture besides a prompt. */
export function readPictureWords(node: YamlNode, text: string): PictureWords {
  return {
    description: firstWords(node, ['visual_description', 'description', 'narrative_context', 'narrative_role']),
    hook: wordsAt(node, 'visual_hook'),
    composition: [
      wordsAt(node, 'composition_notes'),
      ...labelled(valueAt(node, 'composition')),
      ...labelled(valueAt(node, 'camera')),
    ]
      .filter(Boolean)
      .join('; '),
    lighting: allWords(valueAt(node, 'lighting'))
      .filter((word) => word.toLowerCase() !== 'none')
      .join(', '),
    palette: paletteWords(valueAt(node, 'palette'), 'dominant', text),
    mood: firstWords(node, ['scene_mood', 'mood']),
    setting: ['location_within', 'time_of_day', 'weather', 'season']
      .map((key) => wordsAt(node, key))
      .filter((words) => words !== '' && words !== 'any')
      .join(', '),
    atmosphere: wordsAt(valueAt(node, 'default_prompt_elements'), 'atmosphere'),
    style: firstWords(node, ['style_notes', 'style_preset']),
    mustShow: [
      ...textsOf(valueAt(node, 'required_elements')),
      ...textsOf(valueAt(node, 'key_elements')),
      ...textsOf(valueAt(valueAt(node, 'default_prompt_elements'), 'must_include')),
    ],
    imageType: wordsAt(node, 'image_type'),
    moment: null,
    sceneId: firstWords(node, ['scene_id', 'scene_ref']),
  }
}

/** `foreground: oily swell` for each entry of a map; a text as it is. */
function labelled(node: YamlNode | null): string[] {
  if (node?.kind !== 'map') return textsOf(node)
  return entriesOf(node).flatMap(({ key, value }) => {
    const words = allWords(value).join(', ')
    return words === '' ? [] : [`${key.replaceAll('_', ' ')}: ${words}`]
  })
}
