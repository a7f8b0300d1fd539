import { useState } from 'react'
import { useRequest } from '../api/react.ts'
import { PanelTree } from './panel-tree.tsx'
import { PanelWork } from './panel-work.tsx'
import { QueueBar } from './queue-bar.tsx'
import { Start } from './start.tsx'

/** The regions every screen stands in. */
export function Frame() {
  const { data, problem } = useRequest('book.current', {}, ['book'])
  const [panelId, setPanelId] = useState<string | null>(null)
  const book = data?.book
  return (
    <div className="frame">
      <header className="frame-top">
        <strong>{book?.title ?? 'Panelwright'}</strong>
        {book?.readOnly && <span className="quiet">{book.readOnly.message}</span>}
        {problem && <span className="trouble">{problem.message}</span>}
      </header>
      <nav className="frame-tree">{book && <PanelTree selected={panelId} onSelect={setPanelId} />}</nav>
      <main className="frame-work">
        {data && !book && <Start />}
        {book && panelId && <PanelWork panelId={panelId} />}
      </main>
      <footer className="frame-queue">{book ? <QueueBar /> : null}</footer>
    </div>
  )
}
