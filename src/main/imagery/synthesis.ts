import type { ChapterPerson, ImageryFile, Target } from './target.ts'
import { distinct, oneLine, sentence } from './words.ts'

interface Section {
  text: string
  /** 5 is the heaviest; the lightest is left out first. */
  weight: number
}

/** Characters of a prompt that is made, by how much its moment weighs. */
const BUDGETS: Readonly<Record<string, number>> = { low: 3_000, medium: 4_000, high: 5_000, critical: 6_000 }

/**
 * A prompt made from what a target says of its picture, for targets without one: what must be seen, who and what,
 * composition, light and colours, style. Null where it says too little to draw from.
 */
export function synthesisePrompt(file: ImageryFile, target: Target): string | null {
  const { place } = target
  const parts = target.words()
  const subject = [parts.description, parts.hook, parts.moment?.beat ?? ''].filter(Boolean)
  if (subject.length === 0 && parts.mustShow.length === 0) return null
  const zone = zoneContext(file, place)
  const sections: Section[] = [
    { weight: 4, text: [kindWords(parts.imageType), ...subject.map(sentence)].filter(Boolean).join(' ') },
    { weight: 4, text: looks(file, target).join(' ') },
    { weight: 5, text: labelled('Must be seen', distinct(parts.mustShow).join('; ')) },
    { weight: 3, text: labelled('Setting', [placeName(file, target), parts.setting, zone].filter(Boolean).join(', ')) },
    { weight: 3, text: labelled('Composition', parts.composition) },
    { weight: 2, text: labelled('Light', parts.lighting) },
    { weight: 2, text: labelled('Colours', parts.palette) },
    { weight: 1, text: labelled('Mood', [parts.mood, parts.atmosphere].filter(Boolean).join(', ')) },
    { weight: 1, text: parts.style === '' ? '' : sentence(parts.style) },
  ].filter(({ text }) => text !== '')
  return joined(within(sections, BUDGETS[parts.moment?.weight ?? ''] ?? BUDGETS.medium!))
}

function within(sections: readonly Section[], budget: number): Section[] {
  let kept = [...sections]
  while (kept.length > 1 && joined(kept).length > budget) {
    const lightest = Math.min(...kept.map(({ weight }) => weight))
    const last = kept.findLastIndex(({ weight }) => weight === lightest)
    kept = kept.filter((_, at) => at !== last)
  }
  return kept
}

const joined = (sections: readonly Section[]) => sections.map(({ text }) => text).join('\n')

const labelled = (label: string, text: string) => (text === '' ? '' : sentence(`${label}: ${text}`))

function kindWords(imageType: string): string {
  return imageType === '' ? '' : sentence(`${imageType.charAt(0).toUpperCase()}${imageType.slice(1)} picture`)
}

function placeName(file: ImageryFile, { kind, place }: Target): string {
  if (kind === 'location') return file.title
  return [place.zone, place.location].flatMap((slug) => (slug === null ? [] : [slug.replaceAll('-', ' ')])).join(', ')
}

function zoneContext({ places }: ImageryFile, { location, zone }: Target['place']): string {
  return places.find(({ ref }) => ref === location)?.zones.find(({ id }) => id === zone)?.context ?? ''
}

/** How people without a state of their own look in the scene and stage of the moment. */
function looks({ people }: ImageryFile, { depicts, states, words }: Target): string[] {
  const parts = words()
  const stated = new Set(states.map(({ key }) => key))
  return depicts
    .filter((slug) => !stated.has(slug))
    .flatMap((slug) => {
      const person = people.find(({ ref }) => ref === slug)
      const look = person ? lookIn(person, parts.sceneId, parts.moment?.state ?? '') : ''
      return look === '' ? [] : [`${person!.name}: ${sentence(look)}`]
    })
}

/** The line of the scene, as `- SCENE 04: …`; of several the one that names before, during or after; without scenes all of it. */
export function lookIn({ variations }: Pick<ChapterPerson, 'variations'>, sceneId: string, state: string): string {
  const lines = variations
    .split('\n')
    .map((line) => line.replace(/^\s*-\s*/, '').trim())
    .filter(Boolean)
  const scene = /(\d+)\D*$/.exec(sceneId)?.[1]
  const ofScenes = lines.filter((line) => /^scene\s*\d/i.test(line))
  if (ofScenes.length === 0) return oneLine(lines.join(' '))
  const ofScene = ofScenes.filter((line) => scene !== undefined && Number(/\d+/.exec(line)?.[0]) === Number(scene))
  const staged = ofScene.find((line) => state !== '' && state !== 'n/a' && new RegExp(`\\b${state}\\b`, 'i').test(line))
  return (staged ?? ofScene[0] ?? '').replace(/^scene\s*\d+\s*(?:\([^)]*\))?\s*[:.-]?\s*/i, '')
}
