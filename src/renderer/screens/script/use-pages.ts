import { useEffect, useRef, useState } from 'react'
import { RequestError } from '../../api/client.ts'
import { useClient } from '../../api/react.ts'
import type { Edition } from '../../frame/book.tsx'
import type { ScriptPage } from './rows.ts'

/** So many scenes stay here after they went out of sight. */
const KEPT = 40

/**
 * Scenes with their words, those in sight and those lately seen. What is here stays while it is asked for again.
 *
 * @param wanted ids of scenes in sight
 */
export function useScriptPages(wanted: readonly string[], edition: Edition | null): ReadonlyMap<string, ScriptPage> {
  const client = useClient()
  const [pages, setPages] = useState<ReadonlyMap<string, ScriptPage>>(new Map())
  /** Scenes that are as main has them. */
  const fresh = useRef(new Set<string>())
  const inSight = wanted.join(' ')
  const style = edition?.style
  const lang = edition?.lang

  useEffect(() => {
    let isOver = false
    fresh.current.clear()
    const read = async (sceneId: string) => {
      if (fresh.current.has(sceneId)) return
      fresh.current.add(sceneId)
      try {
        const chosen = style === undefined || lang === undefined ? {} : { edition: { style, lang } }
        const page = await client.request('script.read', { sceneId, ...chosen })
        if (isOver) return
        setPages((before) => {
          const kept = [...before].filter(([id]) => id !== sceneId).slice(-KEPT)
          return new Map([...kept, [sceneId, page]])
        })
      } catch (error) {
        fresh.current.delete(sceneId)
        // A scene that is gone leaves the outline as well; what cannot be had now is asked for with the next change.
        if (!(error instanceof RequestError)) throw error
      }
    }
    const ids = inSight === '' ? [] : inSight.split(' ')
    for (const id of ids) void read(id)
    const unsubscribe = client.onChange(['script', 'tree', 'takes', 'cast', 'book'], () => {
      fresh.current.clear()
      for (const id of ids) void read(id)
    })
    return () => {
      isOver = true
      unsubscribe()
    }
  }, [client, inSight, style, lang])

  return pages
}
