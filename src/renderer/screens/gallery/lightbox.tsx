import { Button, FocusTrap } from '@mantine/core'
import { ChevronLeft, ChevronRight, Download, Maximize, X, ZoomIn, ZoomOut } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import type { Take } from '../../../shared/contract/index.ts'
import { takeAddress } from '../../api/address.ts'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'
import { KeyLine } from '../../keys/key-cap.tsx'
import { useKeys } from '../../keys/use-keys.ts'
import { IconButton } from '../../parts/icon-button.tsx'
import { Spring } from '../../parts/pane.tsx'
import type { Move } from './moves.ts'
import { actualSize, FITTED, fitted, type Size, type View, zoomed } from './pan-zoom.ts'
import { cardState } from './slots.ts'
import styles from './zoom.module.css'
import { ZoomFrame } from './zoom-frame.tsx'

const STEP = 1.4

/** One picture as large as the window; the keys of the gallery go on. What had the focus before has it after. */
export function Lightbox({
  take,
  words: seen,
  onClose,
  onMove,
}: {
  take: Take
  words: string
  onClose: () => void
  onMove: (move: Move) => void
}) {
  const words = useWords('gallery')
  const format = useFormat()
  const [view, setView] = useState<View>(FITTED)
  const [frame, setFrame] = useState<Size>({ width: 1, height: 1 })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another picture begins as it fits
  useEffect(() => setView(FITTED), [take.id])
  const onView = useCallback((change: (view: View) => View) => setView(change), [])
  const isActual = Math.abs(view.scale - actualSize(take, frame, window.devicePixelRatio).scale) < 0.01
  const actual = () => setView(isActual ? FITTED : actualSize(take, frame, window.devicePixelRatio))
  useKeys('compare', { close: onClose, actualSize: actual })
  const shown = fitted(take, frame)
  const percent = (shown.width * view.scale * window.devicePixelRatio) / take.width
  const state = cardState(take)
  return (
    <FocusTrap active>
      <div className={styles.lightbox} role="dialog" aria-label={words('zoomed')}>
        <header className={styles.bar}>
          <strong>{words('take', { number: take.number })}</strong>
          <bdi className={styles.seen}>{seen}</bdi>
          <span className={styles.dim}>{words(`states.${state}`)}</span>
          <Spring />
          <span className={styles.dim}>
            <bdi>{`${take.width} × ${take.height}`}</bdi> · {format.percent(percent)}
          </span>
          <IconButton
            icon={ZoomOut}
            name={words('zoomOut')}
            onClick={() => setView((now) => zoomed(now, 1 / STEP, MIDDLE))}
          />
          <IconButton
            icon={ZoomIn}
            name={words('zoomIn')}
            onClick={() => setView((now) => zoomed(now, STEP, MIDDLE))}
          />
          <Button variant={isActual ? 'light' : 'subtle'} color="gray" aria-pressed={isActual} onClick={actual}>
            {words('actualSize')}
          </Button>
          <IconButton icon={Maximize} name={words('fit')} onClick={() => setView(FITTED)} />
          <a
            className={styles.link}
            href={takeAddress(take.id)}
            download
            aria-label={words('download')}
            title={words('download')}
          >
            <Download size={16} strokeWidth={1.5} aria-hidden="true" />
          </a>
          <IconButton icon={X} name={words('close')} chord="Escape" onClick={onClose} />
        </header>
        <div className={styles.stage} tabIndex={-1} data-autofocus>
          <ZoomFrame take={take} view={view} onView={onView} alt={seen} onSize={setFrame} />
          <span className={styles.previous}>
            <IconButton icon={ChevronLeft} name={words('previous')} onClick={() => onMove('previous')} />
          </span>
          <span className={styles.next}>
            <IconButton icon={ChevronRight} name={words('next')} onClick={() => onMove('next')} />
          </span>
        </div>
        <KeyLine scope="gallery" names={['previous', 'next', 'keep', 'reject', 'pick', 'zoom']} />
      </div>
    </FocusTrap>
  )
}

const MIDDLE = { x: 0, y: 0 }
