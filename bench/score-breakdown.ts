import type { SceneContent, ScriptScene } from '../src/shared/domain/index.ts'

export interface ExpectedScene {
  scene: number
  /** Not counted in passages that only read people. */
  words?: number
  present: string[]
  referenced: string[]
  place: string
  time: string
  pov?: string
  dialogue: { starts: string; speaker: string; sure: boolean }[]
}

export interface ExpectedBook {
  chapters: { chapter: number; year?: number | null; scenes: ExpectedScene[] }[]
}

interface Tally {
  right: number
  all: number
}

export interface Score {
  scenes: Tally
  words: Tally
  presentFound: Tally
  presentTrue: Tally
  actingTrue: Tally
  referencedKeptOut: Tally
  place: Tally
  time: Tally
  pov: Tally
  lines: Tally
  ownSure: Tally
  panels: number
  storyWords: number
  misses: string[]
}

const tally = (): Tally => ({ right: 0, all: 0 })

export const emptyScore = (): Score => ({
  scenes: tally(),
  words: tally(),
  presentFound: tally(),
  presentTrue: tally(),
  actingTrue: tally(),
  referencedKeptOut: tally(),
  place: tally(),
  time: tally(),
  pov: tally(),
  lines: tally(),
  ownSure: tally(),
  panels: 0,
  storyWords: 0,
  misses: [],
})

export const countWords = (text: string): number =>
  text.split(/\s+/).filter((token) => /[\p{L}\p{N}]/u.test(token)).length

/** Adds one scene to the score; every miss is written down with its reason. */
export function scoreScene(
  score: Score,
  at: string,
  scene: ScriptScene,
  content: SceneContent,
  wanted: ExpectedScene,
): void {
  const miss = (text: string) => score.misses.push(`${at} ${text}`)
  const check = (part: Tally, right: boolean, text: string) => {
    part.all++
    if (right) part.right++
    else miss(text)
  }
  score.scenes.right++
  score.panels += content.panels.length
  score.storyWords += scene.words
  if (wanted.words !== undefined)
    check(score.words, scene.words === wanted.words, `words ${scene.words}, wanted ${wanted.words}`)
  check(
    score.place,
    content.placeId === wanted.place,
    `place ${content.placeId}, wanted ${wanted.place} (${ruleOf(content, 'place')})`,
  )
  check(
    score.time,
    content.timeOfDay === wanted.time,
    `time ${content.timeOfDay}, wanted ${wanted.time} (${ruleOf(content, 'time-of-day')})`,
  )
  if (wanted.pov) check(score.pov, content.povId === wanted.pov, `point of view ${content.povId}, wanted ${wanted.pov}`)
  for (const id of content.present)
    check(
      score.presentTrue,
      wanted.present.includes(id),
      `present ${id}, who is not (${ruleOf(content, `present:${id}`)})`,
    )
  for (const id of wanted.present) check(score.presentFound, content.present.includes(id), `present ${id} not found`)
  const acting = new Set(
    content.panels.flatMap((panel) =>
      panel.people.filter((person) => person.role === 'acting').map((person) => person.personId),
    ),
  )
  for (const id of acting) check(score.actingTrue, wanted.present.includes(id), `acting ${id}, who is not there`)
  for (const id of wanted.referenced) check(score.referencedKeptOut, !acting.has(id), `acting ${id}, only spoken of`)
  scoreLines(score, content, wanted, miss)
}

/** Whether the first balloon of each spoken paragraph names the speaker. */
function scoreLines(score: Score, content: SceneContent, wanted: ExpectedScene, miss: (text: string) => void): void {
  const key = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
  const lines = content.panels.flatMap((panel) => panel.lettering.filter((line) => line.kind === 'dialogue'))
  let from = 0
  for (const line of wanted.dialogue) {
    const start = key(line.starts).slice(0, 36)
    const at = lines.findIndex(
      (candidate, i) => i >= from && (key(candidate.text).startsWith(start) || start.startsWith(key(candidate.text))),
    )
    const found = lines[at]
    if (found) from = at + 1
    const right = found !== undefined && (found.speakerId ?? found.speakerName) === line.speaker
    if (line.sure) {
      score.lines.all++
      if (right) score.lines.right++
    }
    if (found?.sure && line.sure) {
      score.ownSure.all++
      if (right) score.ownSure.right++
    }
    if (!right && line.sure)
      miss(
        `line «${line.starts}» ${found ? `given to ${found.speakerId}${found.sure ? '' : ' (unsure)'}` : 'not found'}, wanted ${line.speaker}`,
      )
  }
}

const ruleOf = (content: SceneContent, about: string): string => {
  const evidence = content.evidence.find((candidate) => candidate.about === about)
  return evidence ? `${evidence.rule}: ${evidence.words}` : 'no evidence'
}

export function report(name: string, score: Score, verbose: boolean): void {
  const show = ({ right, all }: Tally) => (all ? `${((100 * right) / all).toFixed(1)} % (${right}/${all})` : 'not read')
  console.log(`\n${name}: ${score.panels} panels, ${(score.storyWords / score.panels).toFixed(0)} words a panel`)
  console.log(`  scenes ${show(score.scenes)} · words ${show(score.words)}`)
  console.log(
    `  present: precision ${show(score.presentTrue)}, recall ${show(score.presentFound)} · acting precision ${show(score.actingTrue)}`,
  )
  console.log(`  only spoken of, never acting ${show(score.referencedKeptOut)}`)
  console.log(`  place ${show(score.place)} · time of day ${show(score.time)} · point of view ${show(score.pov)}`)
  console.log(`  speaker of lines ${show(score.lines)} · of those marked sure ${show(score.ownSure)}`)
  if (verbose) for (const text of score.misses) console.log(`    ${text}`)
}
