import type { Answer } from '../vendor-server.ts'
import { openAiError } from './openai-error.ts'

const MINUTE_MS = 60_000

/** Pictures of an account within the last minute. */
export class RateLimit {
  readonly #perMinute: number
  readonly #now: () => number
  #taken: number[] = []

  constructor(perMinute: number, now: () => number) {
    this.#perMinute = perMinute
    this.#now = now
  }

  /** Takes so many pictures from this minute. @throws Answer 429 when they are more than it has */
  take(count: number, model: string): void {
    const now = this.#now()
    this.#taken = this.#taken.filter((at) => at > now - MINUTE_MS)
    const used = this.#taken.length
    if (used + count > this.#perMinute) throw this.#tooMany(model, used, count)
    for (let taken = 0; taken < count; taken++) this.#taken.push(now)
  }

  headers(): Record<string, string> {
    const remaining = Math.max(0, this.#perMinute - this.#taken.length)
    return limitHeaders(this.#perMinute, remaining, this.#resetMs())
  }

  #resetMs(): number {
    const first = this.#taken[0]
    return first === undefined ? 0 : Math.max(0, first + MINUTE_MS - this.#now())
  }

  #tooMany(model: string, used: number, wanted: number): Answer {
    const seconds = Math.ceil(this.#resetMs() / 1000)
    const message = `Rate limit reached for ${model} on input-images per min: Limit ${this.#perMinute}, Used ${used}, Requested ${wanted}. Please try again in ${seconds}s.`
    return openAiError(429, 'input-images', 'rate_limit_exceeded', message, {
      headers: { ...this.headers(), 'retry-after': String(seconds) },
    })
  }
}

/** Of an account whose limits are far away. */
export const ROOMY = limitHeaders(250, 249, 240)

function limitHeaders(limit: number, remaining: number, resetMs: number): Record<string, string> {
  const reset = resetMs < 1000 ? `${resetMs}ms` : `${resetMs / 1000}s`
  return Object.fromEntries(
    ['requests', 'input-images'].flatMap((family) => [
      [`x-ratelimit-limit-${family}`, String(limit)],
      [`x-ratelimit-remaining-${family}`, String(remaining)],
      [`x-ratelimit-reset-${family}`, reset],
    ]),
  )
}
