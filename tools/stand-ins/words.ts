/** A stand-in that runs. */
export interface Running {
  id: string
  pictures: number
  billedUsd: number
}

const LONGEST_PROMPT = 70

/**
 * A line of the log: when, who, what it would have cost or what went wrong, and for what.
 *
 * @param outcome dollars, or the name of a mishap
 */
export function logLine(at: Date, id: string, outcome: number | string, prompt: string): string {
  const what = typeof outcome === 'string' ? outcome : outcome === 0 ? 'free' : dollars(outcome)
  return `${at.toTimeString().slice(0, 8)}  ${id.padEnd(8)}  ${what.padEnd(16)}  ${shortened(prompt)}`
}

function shortened(prompt: string): string {
  const line = prompt.replace(/[\p{Cc}\s]+/gu, ' ').trim()
  return line.length > LONGEST_PROMPT ? `${line.slice(0, LONGEST_PROMPT - 1)}…` : line
}

/** Lines for the shell that lead Panelwright to the stand-ins. */
export function environmentLines(environment: Record<string, string>): string[] {
  return Object.entries(environment).map(([name, value]) => `export ${name}=${value}`)
}

/** What all of it would have cost. */
export function bill(running: readonly Running[]): string[] {
  const used = running.filter(({ pictures, billedUsd }) => pictures > 0 || billedUsd > 0)
  if (used.length === 0) return ['No pictures were asked for.']
  const lines = used.map(({ id, pictures, billedUsd }) => {
    const price = billedUsd === 0 ? 'free' : dollars(billedUsd)
    return `  ${id.padEnd(8)}  ${String(pictures).padStart(5)} ${pictures === 1 ? 'picture ' : 'pictures'}  ${price}`
  })
  const sum = used.reduce((total, { billedUsd }) => total + billedUsd, 0)
  return [
    'The bill:',
    ...lines,
    sum === 0 ? 'In all nothing.' : `In all ${dollars(sum)}, of which nobody pays anything.`,
  ]
}

function dollars(usd: number): string {
  return `$${usd.toFixed(usd < 1 ? 4 : 2)}`
}
