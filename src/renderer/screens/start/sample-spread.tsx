import { Button } from '@mantine/core'
import { PencilLine } from 'lucide-react'
import { useState } from 'react'
import type { Sample } from '../../../shared/contract/index.ts'
import { samplePageAddress } from '../../api/address.ts'
import { useRequest } from '../../api/react.ts'
import { useAction } from '../../api/use-action.ts'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'
import { Fact } from '../../parts/pane.tsx'
import { Problem } from '../../parts/problem.tsx'
import styles from './start.module.css'

/** The sample, drawn on this computer: two of its pages, what it is, and the way into it. */
export function SampleSpread() {
  const words = useWords('start')
  const format = useFormat()
  const sample = useRequest('app.sample', {}, ['sample']).data
  const openSample = useAction('book.sample')
  const book = sample?.book ?? null
  return (
    <section className={styles.sample} aria-labelledby="start-sample">
      <Spread sample={sample} />
      <div className={styles.facts}>
        <span className={styles.badge}>
          <PencilLine size={12} strokeWidth={1.5} aria-hidden="true" />
          {words('sample.badge')}
        </span>
        <h2 id="start-sample" className={styles.sampleTitle}>
          <bdi>{book?.title ?? 'Postage Due'}</bdi>
        </h2>
        <p className={styles.sampleWords}>{words('sample.words')}</p>
        <div className={styles.sampleFacts}>
          {book && (
            <>
              <Fact label={words('sample.panels')}>
                {words('sample.inChapters', { panels: format.number(book.panels), count: book.chapters })}
              </Fact>
              <Fact label={words('sample.pages')}>
                {format.number(book.pages)}, <bdi>{book.pageFormat}</bdi>
              </Fact>
              <Fact label={words('sample.languages')}>{format.list(book.languages.map(format.language))}</Fact>
            </>
          )}
        </div>
        <Button size="sm" onClick={() => void openSample.run({})} loading={openSample.pending}>
          {words('sample.open')}
        </Button>
        <p className={styles.small} role="status">
          {sample?.state === 'drawing' && sample.toDraw > 0
            ? words('sample.drawing', { done: sample.drawn, count: sample.toDraw })
            : sample?.state === 'failed'
              ? words('sample.failed')
              : words('sample.copy')}
        </p>
        <Problem problem={openSample.problem} />
      </div>
    </section>
  )
}

const SIDES = ['left', 'right'] as const

/** Pages that face each other. Until they are drawn, their panels stand there empty in the same place. */
function Spread({ sample }: { sample: Sample | null }) {
  const words = useWords('start')
  const shape = sample?.spread ?? null
  const { width, height } = shape?.left.trimMm ?? USUAL_MM
  return (
    <div
      className={styles.spread}
      dir="ltr"
      role="img"
      aria-label={words(sample?.state === 'ready' ? 'sample.pagesShown' : 'sample.pagesComing')}
      style={{ aspectRatio: `${width * 2} / ${height}` }}
    >
      {SIDES.map((side) => (
        <div key={side} className={styles.page} data-side={side}>
          <svg viewBox={`0 0 ${width} ${height}`} className={styles.frames} aria-hidden="true">
            {shape?.[side].framesMm.map((frame) => (
              <rect key={`${frame.x} ${frame.y}`} {...frame} />
            ))}
          </svg>
          {sample?.state === 'ready' && <Page side={side} />}
        </div>
      ))}
    </div>
  )
}

/** A US comic book: the sample's own page. */
const USUAL_MM = { width: 168.275, height: 260.35 }

function Page({ side }: { side: 'left' | 'right' }) {
  const [shown, setShown] = useState(false)
  return (
    <img
      className={styles.drawn}
      data-shown={shown || undefined}
      src={samplePageAddress(side)}
      alt=""
      decoding="async"
      draggable={false}
      onLoad={() => setShown(true)}
    />
  )
}
