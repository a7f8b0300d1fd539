import type { SheetProblem, SheetProblemKind } from '../contract/sheet.ts'

interface ProblemWords {
  severity: SheetProblem['severity']
  says: (problem: Pick<SheetProblem, 'words' | 'other' | 'length' | 'most'>) => string
  remedy: string
}

const quoted = (words: readonly string[]) => words.map((word) => `“${word}”`).join(', ')

/** How problems are told where nobody has words of their own for them. */
export const PROBLEM_WORDS: Readonly<Record<SheetProblemKind, ProblemWords>> = {
  empty: { severity: 'error', says: () => 'The prompt is empty.', remedy: 'Write it, or remove the box.' },
  same: {
    severity: 'error',
    says: ({ other }) => `It is the same as box ${other}.`,
    remedy: 'Change it or remove it; for more pictures of one prompt, raise its images.',
  },
  'same-panel': {
    severity: 'error',
    says: ({ other }) => `It is about the same panel as box ${other}, in other words.`,
    remedy: 'Keep one of the two; a panel has one prompt.',
  },
  'words-every': {
    severity: 'error',
    says: ({ words }) => `Every provider is likely to refuse ${quoted(words)}.`,
    remedy: 'Say it in other words.',
  },
  'words-provider': {
    severity: 'warning',
    says: ({ words }) => `This provider may refuse ${quoted(words)}.`,
    remedy: 'It is sent as it stands; other words may pass.',
  },
  'too-long': {
    severity: 'error',
    says: ({ length, most }) => `The prompt has ${length} characters; the model takes ${most}.`,
    remedy: 'Shorten it, or choose a model that takes more.',
  },
  'broken-encoding': {
    severity: 'error',
    says: ({ words }) => `These characters are broken: ${quoted(words)}.`,
    remedy: 'Paste it again from where it is whole, or type the words anew.',
  },
  'no-panel': {
    severity: 'error',
    says: () => 'Its panel is not in the script any more.',
    remedy: 'Make it a free prompt, or remove the box.',
  },
  'no-reference': {
    severity: 'error',
    says: () => 'The reference picture is not in the book any more.',
    remedy: 'Choose another one, or none.',
  },
  'bad-reference': {
    severity: 'error',
    says: () => 'The reference picture cannot be used.',
    remedy: 'Choose another one, or none.',
  },
  'reference-unused': {
    severity: 'warning',
    says: () => 'The model takes no reference pictures: it is not sent.',
    remedy: 'Choose another model, or no reference picture.',
  },
  'no-prompt': {
    severity: 'error',
    says: () => 'There is nothing to generate yet.',
    remedy: 'Write at least one prompt.',
  },
  'no-style': { severity: 'error', says: () => 'No art style is chosen.', remedy: 'Choose at least one.' },
  'unknown-style': {
    severity: 'error',
    says: ({ words }) => `The book has no art style ${quoted(words)}.`,
    remedy: 'Choose one of those it has.',
  },
  'unknown-provider': {
    severity: 'error',
    says: () => 'This provider is not one Panelwright knows.',
    remedy: 'Choose another one.',
  },
  'unknown-model': {
    severity: 'error',
    says: ({ words }) => `The provider has no model ${quoted(words)} any more.`,
    remedy: 'Choose another one; nothing is put in its place unasked.',
  },
  'unknown-quality': {
    severity: 'error',
    says: ({ words }) => `The model has no quality ${quoted(words)}.`,
    remedy: 'Choose one of those it has.',
  },
  'unknown-size': {
    severity: 'error',
    says: ({ words }) => `The model has no size ${words.join(', ')}.`,
    remedy: 'Choose one of its shapes.',
  },
  'description-too-long': {
    severity: 'error',
    says: ({ length, most }) => `The character description has ${length} characters; it may have ${most}.`,
    remedy: 'Shorten it.',
  },
}
