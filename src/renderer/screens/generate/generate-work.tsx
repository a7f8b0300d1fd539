import { useRef } from 'react'
import { told } from '../../i18n/told.ts'
import { useWords } from '../../i18n/words.ts'
import { KeyLine } from '../../keys/key-cap.tsx'
import { useKeys } from '../../keys/use-keys.ts'
import { Banner } from '../../parts/problem.tsx'
import { BookWork } from './book/book-work.tsx'
import { BoxesWork } from './boxes/boxes-work.tsx'
import { useDraftPart, useFirstStyle, useKeptDraft } from './draft/use-draft.ts'
import styles from './generate.module.css'
import { GenerateBar } from './inspector/generate-bar.tsx'
import { ModeBar } from './mode-bar.tsx'
import { PasteWork } from './paste/paste-work.tsx'
import { ProblemBanner } from './problem-banner.tsx'
import { ReferenceDrop } from './reference/reference-drop.tsx'
import { ReferenceIntake } from './reference/reference-intake.tsx'
import { useGenerate } from './use-generate.ts'
import { useAskedSheetFacts } from './use-sheet-facts.ts'

/** Where the author says what is to be made: the book, pasted prompts, or boxes. */
export function GenerateWork() {
  useKeptDraft()
  useFirstStyle()
  useAskedSheetFacts()
  const words = useWords('generate')
  const mode = useDraftPart(({ sheet }) => sheet?.mode ?? null)
  const keeping = useDraftPart(({ keeping }) => keeping)
  const problem = useDraftPart(({ problem }) => problem)
  const generate = useGenerate()
  const goToBox = useRef<(id: string) => void>(() => {})
  useKeys('generate', { generate: generate.waits === null ? generate.run : null })
  if (mode === null) return null
  return (
    <div className={styles.work}>
      <ModeBar mode={mode} />
      {keeping === 'away' && <Banner tone="stale" title={words('keeping.away')} />}
      {problem && (
        <Banner title={words('keeping.failed')}>
          {told(problem.message)} {told(problem.remedy)}
        </Banner>
      )}
      <ProblemBanner mode={mode} goTo={(id) => goToBox.current(id)} />
      <ReferenceDrop className={styles.body!} pastes>
        {mode === 'book' && <BookWork />}
        {mode === 'paste' && <PasteWork goToBox={goToBox} />}
        {mode === 'boxes' && <BoxesWork goToBox={goToBox} />}
      </ReferenceDrop>
      <ReferenceIntake />
      <GenerateBar />
      {mode === 'boxes' && (
        <KeyLine scope="generate" names={['nextBox', 'generate', 'duplicate', 'moveUp', 'moveDown', 'remove']} />
      )}
    </div>
  )
}
