import { useState } from 'react'
import type { SheetMode } from '../../../shared/contract/index.ts'
import { useWindowLanguage, useWords } from '../../i18n/words.ts'
import { Banner } from '../../parts/problem.tsx'
import { useDraftPart } from './draft/use-draft.ts'
import { heldIn, nextHeld } from './problems.ts'
import { asLine, useProblemWords } from './use-problem-words.ts'
import { useSheetFacts } from './use-sheet-facts.ts'

/** What holds the generation up, and the way to it: from one box to the next, round to the first. */
export function ProblemBanner({ mode, goTo }: { mode: SheetMode; goTo: (boxId: string) => void }) {
  const words = useWords('generate')
  const language = useWindowLanguage()
  const problemWords = useProblemWords()
  const { problems, quote } = useSheetFacts()
  const total = useDraftPart(({ sheet }) => sheet?.boxes.length ?? 0)
  const [at, setAt] = useState<string | null>(null)
  const held = heldIn(problems, mode)
  const next = nextHeld(held, at)
  const shown = held.find(({ boxId }) => boxId === next)
  if (!shown) return null
  const others = held.length - 1
  const fine = (mode === 'boxes' ? total : (quote?.prompts ?? 0)) - held.length
  return (
    <Banner
      title={words('problems.banner', { box: shown.box, what: problemWords(shown.problem) })}
      button={{
        words: words('problems.goTo', { box: shown.box }),
        onClick: () => {
          setAt(shown.boxId)
          goTo(shown.boxId)
        },
      }}
    >
      {asLine(words('problems.held'), language)}{' '}
      {others > 0
        ? words('problems.more', { count: others })
        : fine > 0
          ? words('problems.others', { count: fine })
          : null}
    </Banner>
  )
}
