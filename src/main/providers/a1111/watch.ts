import { setTimeout as delay } from 'node:timers/promises'
import type { ProviderIo } from '../provider.ts'
import { ask, askIfThere } from './client.ts'
import type { A1111Host } from './servers.ts'
import { recordOf, textOf } from './stock.ts'

/** How long stopping may keep us waiting, ms. */
const STOP_WITHIN_MS = 2_000

/** How far our picture is. */
export interface Look {
  /** Null = the server knows no tasks: it works on something, ours or another's. */
  isOurs: boolean | null
  /** 0 to 1. */
  fraction: number
  preview: Uint8Array | null
  previewId: number
}

/**
 * Tells how far the picture is until `until` is aborted. Never fails: a server that does not tell is only not watched.
 *
 * @param everyMs between two looks
 */
export async function watch(
  server: A1111Host,
  task: string,
  progress: NonNullable<ProviderIo['progress']>,
  until: AbortSignal,
  everyMs: number,
): Promise<void> {
  let previewId = -1
  try {
    for (;;) {
      await delay(everyMs, undefined, { signal: until })
      const look = await lookAt(server, task, previewId, until)
      if (look === null) return
      previewId = look.previewId
      if (look.isOurs !== false) progress(look.fraction, look.preview ?? undefined)
    }
  } catch {
    // The picture has come, or the connection is bad, which the call for the picture will tell.
  }
}

/** Null = the server tells of no progress at all. */
async function lookAt(server: A1111Host, task: string, previewId: number, signal: AbortSignal): Promise<Look | null> {
  const own = await taskAt(server, task, previewId, signal)
  if (own !== null) return own
  const reply = await askIfThere(server, '/sdapi/v1/progress', { signal })
  if (reply === null) return null
  const { progress, current_image } = recordOf(reply)
  return { isOurs: null, fraction: fractionOf(progress), preview: pictureOf(current_image), previewId: -1 }
}

/** Our own task; null = the server knows no tasks. */
async function taskAt(server: A1111Host, task: string, previewId: number, signal: AbortSignal): Promise<Look | null> {
  const body = { id_task: task, id_live_preview: previewId, live_preview: true }
  const reply = recordOf(await askIfThere(server, '/internal/progress', { signal }, body))
  const { active, queued, completed, progress, live_preview, id_live_preview } = reply
  if (active !== true && queued !== true && completed !== true) return null
  return {
    isOurs: active === true,
    fraction: fractionOf(progress),
    preview: pictureOf(live_preview),
    previewId: typeof id_live_preview === 'number' ? id_live_preview : previewId,
  }
}

/**
 * Stops our picture at the server. Interrupt stops whatever runs, and others use the server too: it is sent only while the
 * server says that the running task is ours.
 */
export async function stopOurs(server: A1111Host, task: string): Promise<void> {
  const signal = AbortSignal.timeout(STOP_WITHIN_MS)
  try {
    const look = await taskAt(server, task, -1, signal)
    if (look?.isOurs) await ask(server, '/sdapi/v1/interrupt', { signal }, {})
  } catch {
    // It will go on to its end; nothing more can be done.
  }
}

/** Whether somebody stopped the last picture at the server: what came back then is half drawn. */
export async function wasStopped(server: A1111Host, signal: AbortSignal): Promise<boolean> {
  try {
    const { state } = recordOf(await askIfThere(server, '/sdapi/v1/progress?skip_current_image=true', { signal }))
    const { interrupted, skipped, job_count } = recordOf(state)
    // With another job under way these are about that one.
    return job_count === 0 && (interrupted === true || skipped === true)
  } catch {
    return false
  }
}

function fractionOf(value: unknown): number {
  return typeof value === 'number' && value > 0 ? Math.min(1, value) : 0
}

function pictureOf(value: unknown): Uint8Array | null {
  const text = textOf(value)
  return text === null ? null : Buffer.from(text.replace(/^data:image\/[a-z]+;base64,/, ''), 'base64')
}
