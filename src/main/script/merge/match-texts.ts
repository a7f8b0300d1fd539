import { commonRun } from './common-run.ts'
import { likestPairs, type Shingles, shinglesOf, wordsOf } from './similarity.ts'

/** A scene or panel that the book has, trash included. Given in order within its group. */
export interface OldText {
  id: string
  /** What it stands in: a chapter's or a scene's id. */
  group: string
  hash: string
  text: string
  trashed: boolean
}

/** A scene or panel as just read, in order. */
export interface FreshText {
  /** Id of the old group that its own continues; null for a new one. */
  group: string | null
  hash: string
  text: string
}

/** From here on a text in its old surroundings counts as edited rather than new. */
const EDITED = 0.35
/** The same for a text that stands elsewhere now: surroundings no longer speak for it. */
const TRAVELLED = 0.6
/** Shorter texts ("He nods.") say too little to be known again elsewhere, words. */
const TELLING_WORDS = 6
/** Up to this many rewritten texts between two known neighbours are the same slots with new words. */
const REWRITTEN = 2

/**
 * For each fresh text the id of the old one it continues, or null when it is new. Every old text is used at most once.
 *
 * Step by step, from certain to likely: the same words in the same order and place; the same words moved, or back from
 * the trash; the place's own texts, edited; a slot between known neighbours, rewritten; texts that moved and were edited.
 */
export function matchTexts(old: readonly OldText[], fresh: readonly FreshText[]): (string | null)[] {
  const match = new Matching(old, fresh)
  match.unchangedInPlace()
  match.sameWordsElsewhere()
  match.editedInPlace()
  match.rewrittenInPlace()
  match.editedElsewhere()
  return match.result()
}

class Matching {
  private readonly old: readonly OldText[]
  private readonly fresh: readonly FreshText[]
  private readonly oldOf: (number | null)[]
  private readonly isTaken: boolean[]
  private readonly shingles = new Map<string, Shingles>()

  constructor(old: readonly OldText[], fresh: readonly FreshText[]) {
    this.old = old
    this.fresh = fresh
    this.oldOf = fresh.map(() => null)
    this.isTaken = old.map(() => false)
  }

  result(): (string | null)[] {
    return this.oldOf.map((at) => (at === null ? null : this.old[at]!.id))
  }

  unchangedInPlace(): void {
    for (const { old, fresh } of this.groups()) {
      const live = old.filter((at) => !this.old[at]!.trashed)
      const run = commonRun(
        live.map((at) => this.old[at]!.hash),
        fresh.map((at) => this.fresh[at]!.hash),
      )
      for (const [i, j] of run) this.pair(live[i]!, fresh[j]!)
    }
  }

  sameWordsElsewhere(): void {
    const byHash = Map.groupBy(this.openOld(), (at) => this.old[at]!.hash)
    // Texts in their own place choose first, so that none of them is taken for elsewhere.
    for (const inPlace of [true, false]) {
      for (const at of this.openFresh()) {
        const { hash, group, text } = this.fresh[at]!
        if (!inPlace && !isTelling(text)) continue
        const found = (byHash.get(hash) ?? [])
          .filter((old) => !this.isTaken[old] && (!inPlace || this.old[old]!.group === group))
          .sort((a, b) => Number(this.old[a]!.trashed) - Number(this.old[b]!.trashed))[0]
        if (found !== undefined) this.pair(found, at)
      }
    }
  }

  editedInPlace(): void {
    for (const { old, fresh } of this.groups()) this.pairLikest(old, fresh, EDITED)
  }

  rewrittenInPlace(): void {
    for (const { old, fresh } of this.groups(true)) {
      for (const gap of this.gaps(old, fresh)) {
        if (gap.old.length !== gap.fresh.length || gap.old.length > REWRITTEN) continue
        for (const [i, at] of gap.old.entries()) this.pair(at, gap.fresh[i]!)
      }
    }
  }

  editedElsewhere(): void {
    this.pairLikest(
      this.openOld().filter((at) => isTelling(this.old[at]!.text)),
      this.openFresh().filter((at) => isTelling(this.fresh[at]!.text)),
      TRAVELLED,
    )
  }

  /** Open texts of each group that stands on both sides; with `all`, also those that are matched. */
  private groups(all = false): { old: number[]; fresh: number[] }[] {
    const oldByGroup = Map.groupBy(all ? this.old.keys() : this.openOld(), (at) => this.old[at]!.group)
    const freshByGroup = Map.groupBy(all ? this.fresh.keys() : this.openFresh(), (at) => this.fresh[at]!.group)
    return [...freshByGroup].flatMap(([group, fresh]) => {
      const old = group === null ? undefined : oldByGroup.get(group)
      return old ? [{ old, fresh }] : []
    })
  }

  /** What is open on both sides between one matched pair and the next. */
  private gaps(old: number[], fresh: number[]): { old: number[]; fresh: number[] }[] {
    const live = old.filter((at) => !this.old[at]!.trashed)
    const gaps: { old: number[]; fresh: number[] }[] = []
    let oldFrom = 0
    let freshFrom = 0
    for (let j = 0; j <= fresh.length; j++) {
      const anchor = j < fresh.length ? this.oldOf[fresh[j]!] : undefined
      if (anchor === null) continue
      const i = anchor === undefined ? live.length : live.indexOf(anchor)
      // Its counterpart came from elsewhere, or from further up: it divides nothing here.
      if (i < oldFrom) continue
      gaps.push({
        old: live.slice(oldFrom, i).filter((at) => !this.isTaken[at]),
        fresh: fresh.slice(freshFrom, j).filter((at) => this.oldOf[at] === null),
      })
      oldFrom = i + 1
      freshFrom = j + 1
    }
    return gaps
  }

  private pairLikest(old: number[], fresh: number[], threshold: number): void {
    const pairs = likestPairs(
      old.map((at) => this.shinglesOf(this.old[at]!.text)),
      fresh.map((at) => this.shinglesOf(this.fresh[at]!.text)),
      threshold,
    )
    for (const pair of pairs) this.pair(old[pair.old]!, fresh[pair.fresh]!)
  }

  private openOld(): number[] {
    return [...this.old.keys()].filter((at) => !this.isTaken[at])
  }

  private openFresh(): number[] {
    return [...this.fresh.keys()].filter((at) => this.oldOf[at] === null)
  }

  private pair(old: number, fresh: number): void {
    this.oldOf[fresh] = old
    this.isTaken[old] = true
  }

  private shinglesOf(text: string): Shingles {
    const known = this.shingles.get(text)
    if (known) return known
    const shingles = shinglesOf(text)
    this.shingles.set(text, shingles)
    return shingles
  }
}

function isTelling(text: string): boolean {
  return wordsOf(text).length >= TELLING_WORDS
}
