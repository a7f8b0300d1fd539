import { useEffect, useRef, useState } from 'react'
import { RequestError } from '../../api/client.ts'
import { useClient } from '../../api/react.ts'
import type { Edition } from '../../frame/book.tsx'
import type { ScriptPage } from './rows.ts'

/** So many panels at once. */
const AT_ONCE = 24
/** Names of roughs that are kept; those of panels long out of sight are asked for again. */
const KEPT = 600
/** After the last panel came into sight until its rough is asked for, ms: who scrolls through asks for none. */
const AFTER_MS = 200

/**
 * Roughs of the panels in sight that have no picture, by panel id: drawn by the built-in roughs, free of charge, when they
 * are looked at. An old one stays until the new one is here.
 *
 * @param panelIds in sight
 */
export function useRoughs(
  panelIds: readonly string[],
  pages: ReadonlyMap<string, ScriptPage>,
  edition: Edition | null,
): ReadonlyMap<string, string> {
  const client = useClient()
  const [roughs, setRoughs] = useState<ReadonlyMap<string, string>>(new Map())
  /** The page a panel's rough was last asked about. */
  const asked = useRef(new Map<string, string>())
  const panels = new Map([...pages.values()].flatMap((page) => page.panels.map((panel) => [panel.id, panel] as const)))
  const style = edition?.style
  const lang = edition?.lang
  const wanted = panelIds.flatMap((id) => {
    const panel = panels.get(id)
    if (!panel || panel.takeId !== null) return []
    const { what, shot, angle, place, timeOfDay, weather, mood, people } = panel
    const seen = people.map((person) => [person.id, person.role, person.expression, person.pose])
    return [{ id, key: JSON.stringify([style, lang, what, shot, angle, place.value, timeOfDay, weather, mood, seen]) }]
  })
  const question = wanted.map(({ id, key }) => `${id} ${key}`).join('\n')

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is wanted is a new list at every drawing; the question says whether it is another one
  useEffect(() => {
    if (style === undefined) return
    let isOver = false
    const timer = setTimeout(async () => {
      const missing = wanted.filter(({ id, key }) => asked.current.get(id) !== key)
      for (let at = 0; at < missing.length && !isOver; at += AT_ONCE) {
        const some = missing.slice(at, at + AT_ONCE)
        try {
          const panelIds = some.map(({ id }) => id)
          const answer = await client.request('panel.roughs', { panelIds, style, ...(lang && { lang }) })
          for (const { id, key } of some) asked.current.set(id, key)
          setRoughs((before) => {
            const kept = [...before].slice(-KEPT)
            return new Map([...kept, ...answer.roughs.map(({ panelId, rough }) => [panelId, rough] as const)])
          })
        } catch (error) {
          // The picture is an aid: what cannot be drawn now is asked for when it is looked at again.
          if (!(error instanceof RequestError)) throw error
          return
        }
      }
    }, AFTER_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [client, question])
  return roughs
}
