import { type Ground, pairCost } from './costs.ts'
import type { Candidate, Item } from './item.ts'

/** Places for the first texts of a panel, and what they cost together. */
export interface Way {
  candidates: Candidate[]
  cost: number
}

export interface Numbered {
  candidate: Candidate
  number: number
}

/** What candidates of one text cost beside those of earlier ones. Ways share most of their candidates. */
export class PairCosts {
  readonly #items: readonly Item[]
  readonly #index: number
  readonly #ground: Ground
  readonly #known = new Map<Candidate, number[]>()
  #count = 0

  constructor(items: readonly Item[], index: number, ground: Ground) {
    this.#items = items
    this.#index = index
    this.#ground = ground
  }

  number(candidates: readonly Candidate[]): Numbered[] {
    return candidates.map((candidate) => ({ candidate, number: this.#count++ }))
  }

  /** Beside all earlier ones; what comes to more than the limit need not be worked out to the end. */
  withEarlier(earlier: readonly Candidate[], { candidate, number }: Numbered, limit: number): number {
    let cost = 0
    for (let before = earlier.length - 1; before >= 0 && cost < limit; before--) {
      const first = earlier[before]!
      let known = this.#known.get(first)
      if (known === undefined) {
        known = []
        this.#known.set(first, known)
      }
      const found = known[number]
      if (found !== undefined) {
        cost += found
        continue
      }
      const neighbours = before === this.#index - 1
      const pair = { first: this.#items[before]!, second: this.#items[this.#index]!, neighbours }
      const own = pairCost(first, candidate, pair, this.#ground, limit - cost)
      if (own <= limit - cost) known[number] = own
      cost += own
    }
    return cost
  }
}

/** A way and the candidate that goes on with it. */
interface Step {
  way: Way
  candidate: Candidate
  cost: number
}

/** The cheapest ways so far. What cannot be among them any more need not be worked out to the end. */
export class Shortlist {
  readonly #most: number
  #steps: Step[] = []
  /** From this cost on a way comes too late. */
  worst = Infinity

  constructor(most: number) {
    this.#most = most
  }

  add(step: Step): void {
    this.#steps.push(step)
    if (this.#steps.length >= 2 * this.#most) this.#cut()
  }

  ways(): Way[] {
    this.#cut()
    return this.#steps.map(({ way, candidate, cost }) => ({ candidates: [...way.candidates, candidate], cost }))
  }

  #cut(): void {
    this.#steps = this.#steps.toSorted((a, b) => a.cost - b.cost)
    if (this.#steps.length <= this.#most) return
    this.#steps = this.#steps.slice(0, this.#most)
    this.worst = this.#steps.at(-1)!.cost
  }
}
