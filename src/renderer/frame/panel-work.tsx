import { takeAddress } from '../api/address.ts'
import { useRequest } from '../api/react.ts'

const PICTURE_PX = 720

/** One panel: its picture, and the words it was made from. */
export function PanelWork({ panelId }: { panelId: string }) {
  const { data: panel, problem } = useRequest('panel.show', { panelId }, ['tree', 'script', 'takes'])
  const edition = panel?.editions[0]
  const takes = useRequest(
    'takes.panel',
    edition ? { panelId, edition: { style: edition.style, lang: edition.lang } } : null,
    ['takes'],
  )
  if (problem) return <p className="trouble">{problem.message}</p>
  if (!panel) return null
  const all = takes.data?.takes ?? []
  const take = all.find(({ picked }) => picked) ?? all.at(-1)
  return (
    <article>
      {take && <img className="work-picture" alt={panel.what} src={takeAddress(take.id, PICTURE_PX)} />}
      <p className="work-words">{panel.what}</p>
      {panel.lettering.map((line) => (
        <p key={`${line.kind} ${line.text}`} className="quiet">
          {line.value ? `${line.value}: ` : ''}
          {line.text}
        </p>
      ))}
    </article>
  )
}
