/** What the figures are about: one batch, today, or all of the book. */
export type Scope = { batchId: string } | 'today' | 'book'

/**
 * What the address says, otherwise the newest batch.
 *
 * @param batches newest first; undefined = not known yet
 */
export function scopeFrom(
  params: Readonly<Record<string, string>>,
  batches: readonly { id: string }[] | undefined,
): Scope | null {
  if (params.of === 'today' || params.of === 'book') return params.of
  if (batches === undefined) return null
  const named = batches.find(({ id }) => id === params.batch)
  const shown = named ?? batches[0]
  return shown === undefined ? 'book' : { batchId: shown.id }
}

/** The batch before (-1) or after the one that is shown; null = there is none. @param batches newest first */
export function neighbour(batches: readonly { id: string }[], scope: Scope, by: 1 | -1): string | null {
  if (typeof scope === 'string') return null
  const at = batches.findIndex(({ id }) => id === scope.batchId)
  return at < 0 ? null : (batches[at - by]?.id ?? null)
}
