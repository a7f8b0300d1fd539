import { statfsSync } from 'node:fs'
import { type CpuInfo, cpus, freemem, totalmem } from 'node:os'

/** What this computer has to spare. Bytes; shares 0–1. */
export interface Machine {
  cores: number
  /** Of all cores, since the last look; null at the first. */
  load: number | null
  memory: { total: number; free: number; own: number }
  /** Where the book lies; null = the system does not say. */
  disk: { total: number; free: number } | null
}

/** Looks at this computer; how busy it is can only be told from the second look on. */
export function machineWatch(): (folder: string) => Machine {
  let last: { busy: number; total: number } | null = null
  return (folder) => {
    const cores = cpus()
    const now = timesOf(cores)
    const load = last === null || now.total <= last.total ? null : (now.busy - last.busy) / (now.total - last.total)
    last = now
    return {
      cores: cores.length,
      load: load === null ? null : Math.min(1, Math.max(0, load)),
      memory: { total: totalmem(), free: freemem(), own: process.memoryUsage.rss() },
      disk: diskOf(folder),
    }
  }
}

function timesOf(cores: readonly CpuInfo[]): { busy: number; total: number } {
  let busy = 0
  let total = 0
  for (const { times } of cores) {
    const all = times.user + times.nice + times.sys + times.idle + times.irq
    total += all
    busy += all - times.idle
  }
  return { busy, total }
}

function diskOf(folder: string): Machine['disk'] {
  try {
    const { bsize, blocks, bavail } = statfsSync(folder)
    return { total: bsize * blocks, free: bsize * bavail }
  } catch {
    return null
  }
}
