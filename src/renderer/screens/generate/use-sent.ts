import { useEffect, useRef, useState } from 'react'
import type { SentBox, SheetBox, SheetSettings } from '../../../shared/contract/index.ts'
import { RequestError } from '../../api/client.ts'
import { useClient } from '../../api/react.ts'

/** After the last key until it is asked what would be sent, ms. */
const AFTER_MS = 300
/** So many boxes at once; more are asked for in turns. */
const AT_ONCE = 60
/** Answers that are kept: those of boxes long out of sight are asked for again. */
const KEPT = 600

/** What would be sent for the boxes in sight, and their roughs; an old answer stays until the new one is here. */
export function useSent(boxes: readonly SheetBox[], settings: SheetSettings | null): ReadonlyMap<string, SentBox> {
  const client = useClient()
  const [sent, setSent] = useState<ReadonlyMap<string, SentBox>>(new Map())
  /** What the newest answer of a box was about. */
  const asked = useRef(new Map<string, string>())
  const about =
    settings &&
    JSON.stringify([
      settings.provider,
      settings.model,
      settings.quality,
      settings.size,
      settings.styles,
      settings.languages,
      settings.description,
      settings.referenceId,
    ])
  const wanted = boxes
    .filter(({ text, panelId }) => text.trim() !== '' || panelId !== null)
    .map((box) => ({ box, key: JSON.stringify([box.text, box.panelId, box.own, about]) }))
  const question = wanted.map(({ key }) => key).join('\n')

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is wanted is a new list at every drawing; the question says whether it is another one
  useEffect(() => {
    if (settings === null) return
    let isOver = false
    const timer = setTimeout(async () => {
      const missing = wanted.filter(({ box, key }) => asked.current.get(box.id) !== key)
      for (let at = 0; at < missing.length && !isOver; at += AT_ONCE) {
        const some = missing.slice(at, at + AT_ONCE)
        try {
          const answer = await client.request('sheet.sent', { boxes: some.map(({ box }) => box), settings })
          for (const { box, key } of some) asked.current.set(box.id, key)
          if (isOver) return
          setSent((before) => kept(before, answer.boxes))
        } catch (error) {
          // What cannot be said now is asked with the next change; the checks say what is wrong.
          if (!(error instanceof RequestError)) throw error
          return
        }
      }
    }, AFTER_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [client, question, about])
  return sent
}

function kept(before: ReadonlyMap<string, SentBox>, more: readonly SentBox[]): Map<string, SentBox> {
  const all = new Map(before)
  for (const box of more) {
    all.delete(box.boxId)
    all.set(box.boxId, box)
  }
  for (const id of all.keys()) {
    if (all.size <= KEPT) break
    all.delete(id)
  }
  return all
}
