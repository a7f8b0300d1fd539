import { type Evidence, SURE } from '../../../shared/domain/evidence.ts'
import { isSameLine, type Lettering } from '../../../shared/domain/lettering.ts'
import type { PanelContent } from '../../../shared/domain/panel.ts'
import type { PanelEdit } from '../../../shared/domain/panel-edit.ts'

const ABOUT_SPEAKER = 'speaker:'

/** Why a line is as it is. */
export interface LineReason {
  /** What its speaker rests on; undefined where the script names them. */
  turn: Evidence | undefined
  /** The author wrote it in place of the script. */
  isOwn: boolean
}

/** For each line over a panel. What the author left as it was read rests on what it rested on. */
export function lineReasons(content: PanelContent, edit: PanelEdit | null): LineReason[] {
  if (edit?.read.lettering === undefined) {
    const turns = speakerEvidence(content)
    return content.lettering.map((_, at) => ({ turn: turns.get(at), isOwn: false }))
  }
  const turns = speakerEvidence({ ...content, lettering: edit.read.lettering })
  const open = edit.read.lettering.map((line, at) => ({ line, turn: turns.get(at) }))
  return content.lettering.map((line) => {
    const at = open.findIndex((read) => isSameLine(read.line, line))
    if (at < 0) return { turn: { about: 'speaker', words: '', rule: 'author', confidence: 1 }, isOwn: true }
    return { turn: open.splice(at, 1)[0]!.turn, isOwn: false }
  })
}

/**
 * What the speaker of each line of a panel rests on, by the line's position. Turns of speech and balloons both stand in
 * reading order, but a long turn fills several balloons: they meet where the speaker changes.
 */
export function speakerEvidence({ lettering, evidence }: PanelContent): Map<number, Evidence> {
  const turns = evidence.filter(({ about }) => about.startsWith(ABOUT_SPEAKER))
  const lines = [...lettering.entries()].filter(([, { kind }]) => kind === 'dialogue')
  const lineRuns = runsOf(lines, ([, line]) => line.speakerId ?? '')
  const known = new Set(lines.flatMap(([, { speakerId }]) => speakerId ?? []))
  const turnRuns = runsOf(turns, ({ about }) => {
    const id = about.slice(ABOUT_SPEAKER.length)
    return known.has(id) ? id : ''
  })
  const found = new Map<number, Evidence>()
  let at = 0
  for (const run of lineRuns) {
    const turn = turnRuns.findIndex(({ key }, n) => n >= at && key === run.key)
    if (turn < 0) continue
    at = turn + 1
    const { items } = turnRuns[turn]!
    for (const [n, [position, line]] of run.items.entries()) found.set(position, turnOf(items, n, line))
  }
  return found
}

/** The turn that fits: the one at this place, or the nearest to it that is as sure as the line. */
function turnOf(turns: readonly Evidence[], n: number, line: Lettering): Evidence {
  const last = turns.length - 1
  const own = turns[Math.min(n, last)]!
  return isSure(own) === line.sure ? own : (turns.find((turn) => isSure(turn) === line.sure) ?? own)
}

const isSure = ({ confidence }: Evidence) => confidence >= SURE

interface Run<Item> {
  key: string
  items: Item[]
}

/** Neighbours of one key together. */
function runsOf<Item>(items: readonly Item[], keyOf: (item: Item) => string): Run<Item>[] {
  const runs: Run<Item>[] = []
  for (const item of items) {
    const key = keyOf(item)
    const last = runs.at(-1)
    if (last?.key === key) last.items.push(item)
    else runs.push({ key, items: [item] })
  }
  return runs
}
