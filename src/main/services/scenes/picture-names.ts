import type { PanelContent, Pose } from '../../../shared/domain/panel.ts'
import type { StoredPanel } from '../../store/script.ts'
import { padded } from '../planning.ts'

/** What people do, as it is said of a picture. */
const DOING: Readonly<Record<Pose, string>> = {
  stand: 'standing',
  sit: 'sitting',
  walk: 'walking',
  run: 'running',
  lie: 'lying',
  kneel: 'kneeling',
  crouch: 'crouching',
  reach: 'reaching',
  point: 'pointing',
  hold: 'holding',
  carry: 'carrying',
  push: 'pushing',
  pull: 'pulling',
  climb: 'climbing',
  fall: 'falling',
  lean: 'leaning',
  wave: 'waving',
  embrace: 'embracing',
  fight: 'fighting',
  read: 'reading',
  write: 'writing',
  eat: 'eating',
  'turn-away': 'turning-away',
  row: 'rowing',
  swim: 'swimming',
  dance: 'dancing',
  bow: 'bowing',
}

const LONGEST_WORD = 32

/** A panel, and whether its picture stands for the whole scene. */
export interface PanelToName {
  panel: Pick<StoredPanel, 'chapter' | 'scene' | 'number' | 'content'>
  standsForScene: boolean
}

/** `chapter_01_scene_02`, `chapter_01_scene_02_panel_003`: sorts as it is read. */
export function placeInBook({ panel: { chapter, scene, number }, standsForScene }: PanelToName): string {
  const scenePart = `chapter_${padded(chapter)}_scene_${padded(String(scene))}`
  return standsForScene ? scenePart : `${scenePart}_panel_${String(number).padStart(3, '0')}`
}

/** `chapter_01_scene_02_emma_office_reading_noir`: who, where, doing what; what the story does not say is left out. */
export function pictureName(named: PanelToName, style: string): string {
  return [placeInBook(named), ...keywords(named.panel.content), style].join('_')
}

function keywords({ people, placeId, placeName }: PanelContent): string[] {
  const shown = people.filter(({ role }) => role !== 'mentioned')
  const who = shown.find(({ role }) => role === 'acting') ?? shown[0]
  const where = placeId?.split('/').at(-1) ?? placeName ?? ''
  return [who?.personId ?? '', where, who === undefined ? '' : DOING[who.pose]].map(fileWord).filter(Boolean)
}

/** One part of a file name that any system takes: letters and digits of any script, small, with `-` between. */
function fileWord(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, LONGEST_WORD)
    .replace(/^-+|-+$/g, '')
}

/** Names as they are, but the second of two alike becomes `…_2`, whatever the case. */
export function uniqueNames<Key>(wanted: Iterable<readonly [Key, string]>): Map<Key, string> {
  const taken = new Set<string>()
  const names = new Map<Key, string>()
  for (const [key, name] of wanted) {
    let free = name
    for (let count = 2; taken.has(free.toLowerCase()); count++) free = `${name}_${count}`
    taken.add(free.toLowerCase())
    names.set(key, free)
  }
  return names
}
