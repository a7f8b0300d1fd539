import { counted, formatPrice, formatUsdRange, grouped } from '../../shared/quantities.ts'
import type { ScenePicture, ScenePlan, SceneReport } from '../services/scenes/run-scenes.ts'
import { displayPath } from './display-path.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { runExitCode } from './run-view.ts'
import { oneLine, wrap } from './terminal-text.ts'

/** Names and prompts of what would be made. */
export function scenePlanLines({ pictures }: ScenePlan, columns: number): string[] {
  return pictures.flatMap((picture) => [...pictureLines(picture, columns), ''])
}

function pictureLines({ job, name }: ScenePicture, columns: number): string[] {
  const { price, state, problem, edited, request } = job
  const indented = (text: string) => wrap(text, columns - 2).map((line) => `  ${line}`)
  const money = price === null ? 'price unknown' : formatUsdRange(price.fromUsd, price.untilUsd)
  const facts = [
    job.model === job.provider ? job.provider : `${job.provider} ${job.model}`,
    `${job.width} × ${job.height}`,
    ...(job.quality === null ? [] : [job.quality]),
    `seed ${job.seed}`,
    ...(request.references.length === 0 ? [] : [counted(request.references.length, 'reference')]),
    price?.untilUsd === 0 ? formatPrice(0) : money,
    ...(edited === 'no' ? [] : [edited === 'current' ? 'your words' : 'your words, for an older text']),
  ]
  const why = job.wanted ? '' : `: ${problem ?? STATE_WORDS[state] ?? state}`
  const { leftOut = [] } = request
  return [
    `${oneLine(name)}${oneLine(why)}`,
    ...indented(facts.join(' · ')),
    ...indented(job.prompt),
    ...(job.negativePrompt === '' ? [] : indented(`Kept out: ${job.negativePrompt}`)),
    ...(leftOut.length === 0 ? [] : indented(`No room for: ${leftOut.join('; ')}`)),
  ]
}

const STATE_WORDS: Partial<Record<ScenePicture['job']['state'], string>> = {
  done: 'there already',
  queued: 'queued already',
  running: 'under way',
  refused: 'refused before; other words make a new picture',
  unknown: 'cut off and perhaps paid; --retry-interrupted makes it again',
  repeated: 'the same picture as one before',
}

export function scenePictureRecord({ job, name, chosen }: ScenePicture): object {
  const { key, chapter, scene, panel, panelId, provider, model, quality, width, height, seed } = job
  return {
    type: 'picture',
    ...{ name, chapter, scene, panel: chosen.standsForScene ? null : panel, panelId, key },
    ...{ provider, model, quality, width, height, seed, style: job.style },
    prompt: job.prompt,
    negativePrompt: job.negativePrompt,
    leftOut: job.request.leftOut ?? [],
    references: job.request.references,
    edited: job.edited,
    price: job.price,
    state: job.state,
    problem: job.problem,
    wanted: job.wanted,
  }
}

export function scenePlanRecord({ plan, pictures, outdatedPrompts, prompts }: ScenePlan): object {
  return {
    type: 'summary',
    pictures: pictures.length,
    ...plan.quote,
    outdatedPrompts,
    unusablePrompts: prompts.diagnostics.length,
  }
}

/** Prompts whose text is gone: kept, and not used. */
export function outdatedLines({ outdatedPrompts }: Pick<ScenePlan, 'outdatedPrompts'>): string[] {
  if (outdatedPrompts.length === 0) return []
  const [first, ...others] = outdatedPrompts
  const more = others.length > 0 ? ` and ${grouped(others.length)} more` : ''
  return [
    `The story changed under ${counted(outdatedPrompts.length, 'prompt')} in your own words (${oneLine(first!)}${more}); they are kept, and used again when the old text comes back.`,
  ]
}

/** Where everything lies. */
export function scenePlaceLines({ pictures, places }: SceneReport, cwd: string): string[] {
  const line = (what: string, path: string) => `${what.padEnd(9)} ${displayPath(cwd, path)}`
  return [
    `${counted(pictures.there, 'picture')} in place, ${grouped(pictures.written)} of them new.`,
    line('Pictures', places.images),
    line('Prompts', places.prompts),
    line('Log', places.log),
    line('Project', places.project),
  ]
}

/** What the run ended with, unless a prompt could not be used. */
export function scenesExitCode({ run, planned }: SceneReport): ExitCode {
  const ended = runExitCode({ ...run, quote: planned.plan.quote })
  return ended === EXIT.done && planned.prompts.unusable.size > 0 ? EXIT.someFailed : ended
}
