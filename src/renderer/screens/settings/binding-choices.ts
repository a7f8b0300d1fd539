import type { WorkflowDraft } from '../../../shared/contract/index.ts'

/** Fields that differ from picture to picture: shown also while they go nowhere. */
export const MAIN_FIELDS = ['prompt', 'negative', 'seed', 'width', 'height', 'reference1', 'output'] as const

const WORDS: ReadonlySet<string> = new Set(['prompt', 'negative', 'sampler', 'scheduler', 'checkpoint'])
const NUMBERS: ReadonlySet<string> = new Set([
  'seed',
  'width',
  'height',
  'steps',
  'guidance',
  'denoise',
  'referenceWeight',
])

/** What of a workflow a field could go to: words to words, numbers to numbers; what is bound already is always there. */
export function choicesFor({ choices, bindings }: WorkflowDraft, field: string): { value: string; label: string }[] {
  const kind = field === 'output' ? 'output' : WORDS.has(field) || field.startsWith('reference') ? 'words' : 'number'
  const wanted = NUMBERS.has(field) ? 'number' : kind
  const bound = new Set(bindings.find((binding) => binding.field === field)?.places)
  return choices
    .filter((choice) => choice.kind === wanted || bound.has(choice.place))
    .map(({ place, node, input, value }) => ({
      value: place,
      label: input === '' ? node : `${node} · ${input}${value === '' ? '' : ` = ${value}`}`,
    }))
}

/** What to tell main: fields that go elsewhere than the draft has them. */
export function bindingsSaid(
  { bindings }: WorkflowDraft,
  places: Readonly<Record<string, readonly string[]>>,
): string[] {
  return bindings.flatMap(({ field, places: before }) => {
    const now = places[field] ?? []
    return now.join(',') === before.join(',') ? [] : [`${field}=${now.join(',')}`]
  })
}
