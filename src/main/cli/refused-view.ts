import { grouped } from '../../shared/quantities.ts'
import type { RefusedPanel } from '../services/refused-panels.ts'
import { oneLine, wrap } from './terminal-text.ts'

/** Panels named one by one; the rest are counted. */
const MOST_SHOWN = 20

/** Each panel that was refused, and why. */
export function refusedLines(refused: readonly RefusedPanel[], columns: number): string[] {
  if (refused.length === 0) return []
  const shown = refused.slice(0, MOST_SHOWN).flatMap(({ chapter, scene, panel, style, lang, provider, message }) => {
    const text = `chapter ${chapter}, scene ${scene}, panel ${panel} (${style} · ${lang}, ${provider}): ${message}`
    return wrap(oneLine(text), columns - 4).map((line, at) => `${at === 0 ? '  · ' : '    '}${line}`)
  })
  const more = refused.length - MOST_SHOWN
  return [...shown, ...(more > 0 ? [`  … and ${grouped(more)} more; --json lists all of them.`] : [])]
}
