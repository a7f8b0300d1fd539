/** The amount that typed words mean; null = none, undefined = not an amount yet. */
export function usdTyped(typed: number | string): number | null | undefined {
  if (typed === '') return null
  const usd = Number(typed)
  return Number.isFinite(usd) ? usd : undefined
}
