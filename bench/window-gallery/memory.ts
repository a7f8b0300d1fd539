import { readdirSync, readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'

export interface Memory {
  /** What scripts of the page hold after a collection, MB. */
  heapMb: number
  nodes: number
  /** Of main, with all it started; null where the system does not tell. MB. */
  mainMb: number | null
}

export async function memoryOf(page: Page): Promise<Memory> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  await session.send('Performance.enable')
  const { metrics } = await session.send('Performance.getMetrics')
  await session.detach()
  const metric = (name: string) => metrics.find((each) => each.name === name)?.value ?? 0
  return { heapMb: metric('JSHeapUsedSize') / 1e6, nodes: metric('Nodes'), mainMb: residentMb() }
}

/** The server this process started, with its children; Chromium is not among them. */
function residentMb(): number | null {
  try {
    const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
    const parents = new Map(processes.flatMap((pid) => parentOf(pid)))
    const isMain = (pid: string): boolean => {
      const parent = parents.get(pid)
      if (parent === undefined) return false
      return parent === String(process.pid) ? words(pid).includes('bin/panelwright.mjs') : isMain(parent)
    }
    const own = processes.filter(isMain)
    return own.reduce((sum, pid) => sum + Number(/VmRSS:\s+(\d+)/.exec(status(pid))?.[1] ?? 0) / 1_000, 0)
  } catch {
    return null
  }
}

function parentOf(pid: string): [string, string][] {
  const parent = /PPid:\s+(\d+)/.exec(status(pid))?.[1]
  return parent === undefined ? [] : [[pid, parent]]
}

function status(pid: string): string {
  return read(`/proc/${pid}/status`)
}

function words(pid: string): string[] {
  return read(`/proc/${pid}/cmdline`).split('\0')
}

/** A process may have ended since it was listed. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
