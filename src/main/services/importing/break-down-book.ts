import { scheduler } from 'node:timers/promises'
import type { Bible } from '../../../shared/domain/bible.ts'
import type { Override } from '../../../shared/domain/override.ts'
import type { PanelContent, SceneContent } from '../../../shared/domain/panel.ts'
import type { ScriptScene } from '../../../shared/domain/script.ts'
import {
  type BreakdownContext,
  breakDownScene,
  provisionalPeople,
  readAuthoredPanels,
} from '../../script/breakdown/index.ts'
import { hashOf } from '../../script/merge/text-hash.ts'
import type { SceneSetting } from '../../store/script-memory.ts'
import type { DraftChapter, DraftScene } from './merge-chapters.ts'

/** What a scene was broken down into, and a hash over everything that this came from. */
export interface BrokenScene {
  content: SceneContent
  basisHash: string
}

export interface BreakdownOptions {
  bible: Bible
  wordsPerPanel: number
  overrides: readonly Override[]
  signal?: AbortSignal | undefined
  onScene?: ((done: number, total: number) => void) | undefined
}

/**
 * Breaks down every scene whose words, cast, density, corrections or surroundings changed; by scene id. What rests on
 * the same as before stays as it is, with all that the author made of it since.
 */
export async function breakDownBook(
  chapters: readonly DraftChapter[],
  options: BreakdownOptions,
): Promise<Map<string, BrokenScene>> {
  const provisional = provisionalPeople(
    options.bible,
    chapters.map(({ number, scenes }) => ({ number, scenes: scenes.map(({ script }) => script) })),
  )
  const bibleHash = provisional.length > 0 ? hashOf([options.bible, provisional]) : hashOf(options.bible)
  const overrides = Map.groupBy(options.overrides, ({ sceneKey }) => sceneKey)
  const broken = new Map<string, BrokenScene>()
  const total = chapters.reduce((sum, { scenes }) => sum + scenes.length, 0)
  let done = 0
  for (const chapter of chapters) {
    const place = { number: chapter.number, title: chapter.title, year: yearOf(chapter) }
    let before: SceneSetting | null = null
    for (const scene of chapter.scenes) {
      options.signal?.throwIfAborted()
      if (scene.isOut) {
        // What comes after it goes on from it, in the trash or not: a deletion is no reason to read the next scene anew.
        before = scene.known?.setting ?? before
        options.onScene?.(++done, total)
        continue
      }
      const corrections = (overrides.get(scene.id) ?? []).map(({ about, sceneKey, anchor, personId, value }) => ({
        about,
        sceneKey,
        anchor,
        personId,
        value,
      }))
      const basisHash = hashOf([scene.textHash, place, before, bibleHash, options.wordsPerPanel, corrections])
      if (isSettled(scene, basisHash)) before = scene.known!.setting
      else {
        const content = breakDown(scene.script, {
          bible: options.bible,
          provisional,
          chapter: place,
          previousScene: before === null ? undefined : { ...before, panels: [], evidence: [] },
          density: options.wordsPerPanel,
          sceneKey: scene.id,
          overrides: corrections,
        })
        broken.set(scene.id, { content, basisHash })
        before = settingOf(content)
        await scheduler.yield()
      }
      options.onScene?.(++done, total)
    }
  }
  return broken
}

/** Scenes have the author's own panels, or prose to cut panels from. */
function breakDown(scene: ScriptScene, context: BreakdownContext): SceneContent {
  const corrections = context.overrides ?? []
  if (scene.panels.length === 0) return heldInPanels(breakDownScene(scene, context), corrections)
  const panels = scene.panels.filter(({ problem }) => problem === null)
  return heldInPanels(readAuthoredPanels({ ...scene, panels }, context), corrections)
}

/** Panels read their own time, weather and mood out of their words; what the author said of the scene comes first. */
function heldInPanels(content: SceneContent, corrections: readonly Override[]): SceneContent {
  const isCorrected = (about: Override['about']) => corrections.some((row) => row.about === about)
  const held: Partial<PanelContent> = {
    ...(isCorrected('time-of-day') && { timeOfDay: content.timeOfDay }),
    ...(isCorrected('weather') && { weather: content.weather }),
    ...(isCorrected('mood') && { mood: content.mood }),
  }
  return { ...content, panels: content.panels.map((panel) => ({ ...panel, ...held })) }
}

function isSettled({ known, textHash }: DraftScene, basisHash: string): boolean {
  return known !== null && !known.trashed && known.textHash === textHash && known.basisHash === basisHash
}

/** In the order the book reads them back in, so that both hash the same. */
export function settingOf(content: SceneContent): SceneSetting {
  const { placeId, placeName, timeOfDay, weather, mood, date, povId, present, referenced } = content
  return { placeId, placeName, timeOfDay, weather, mood, date, povId, present, referenced }
}

/** Year of the first date that a chapter states. */
function yearOf({ scenes }: DraftChapter): number | null {
  const date = scenes.map(({ script }) => script.slug?.date).find((stated) => stated != null)
  return date == null ? null : Number(date.slice(0, 4))
}
