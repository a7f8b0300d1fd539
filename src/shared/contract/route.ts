import type { z } from 'zod'

/** What a successful request may have changed, so that whoever shows it asks again. */
export const NOUNS = [
  'book',
  'tree',
  'trash',
  'edits',
  'script',
  'cast',
  'references',
  'styles',
  'prompts',
  'sheet',
  'queue',
  'takes',
  'money',
  'providers',
  'pages',
  'exports',
  'settings',
  'recent',
  'sample',
  'workflows',
  'files',
] as const
export type Noun = (typeof NOUNS)[number]

export interface Route<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  input: Input
  /** Only what it names leaves main: everything else is cut off on the way. */
  output: Output
  /** Told to every client after the request succeeded. */
  changes: readonly Noun[]
}

/**
 * One request.
 *
 * @param changes what a success changes; told by dispatch, never by the handler
 */
export function route<Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
  changes: readonly Noun[] = [],
): Route<Input, Output> {
  return { input, output, changes }
}
