import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Measured {
  passed: boolean
  lines: string[]
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** Runs `work` in a folder of its own. @returns milliseconds it took as it says itself */
export async function inFolder(work: (folder: string) => number | Promise<number>): Promise<number> {
  const folder = mkdtempSync(join(process.env.BENCH_TMP ?? tmpdir(), 'panelwright-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export const perSecond = (count: number, ms: number) => Math.round((count / ms) * 1000)
