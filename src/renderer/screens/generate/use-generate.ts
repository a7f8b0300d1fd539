import { useCallback } from 'react'
import { announce } from '../../announce/announce.tsx'
import { useAction } from '../../api/use-action.ts'
import { useFormat } from '../../format/use-format.ts'
import { useEdition } from '../../frame/book.tsx'
import { told } from '../../i18n/told.ts'
import { useWindowLanguage, useWords } from '../../i18n/words.ts'
import { usePlace } from '../../place/use-place.ts'
import type { Draft } from './draft/draft-store.ts'
import { useDraft } from './draft/use-draft.ts'
import { asLine, useProblemWords } from './use-problem-words.ts'
import { type SheetFacts, useSheetFacts } from './use-sheet-facts.ts'

/** The button stands in two places and has a key: it is one act all the same. */
const underWay = new WeakSet<Draft>()

/** The one button: what it says, what it waits for, what it does. */
export interface Generate {
  /** `Generate the first 10 · about $0.53`; without an amount where a price is unknown or nothing is paid. */
  label: string
  /** Why it cannot be pressed; null = it can. */
  waits: string | null
  pending: boolean
  problem: ReturnType<typeof useAction<'sheet.generate'>>['problem']
  run(): void
}

export function useGenerate(): Generate {
  const draft = useDraft()
  const words = useWords('generate')
  const format = useFormat()
  const facts = useSheetFacts()
  const { open } = usePlace()
  const { edition, choose: chooseEdition } = useEdition()
  const waits = useWaits(facts)
  const action = useAction('sheet.generate')
  const { quote } = facts

  const run = useCallback(async () => {
    if (waits !== null || quote === null || underWay.has(draft)) return
    underWay.add(draft)
    try {
      // What was written last is part of it; what main could not keep is not generated.
      if (!(await draft.flush())) return
      const isPriced = quote.unknownPrices === 0
      const begun = await action.run({
        revision: draft.state().savedRevision,
        agreedUsd: isPriced ? quote.untilUsd : null,
      })
      if (begun === null) return
      announce(words('go.begun', { count: begun.working + begun.behindGate }))
      // The gallery shows what is made now.
      const { styles, languages } = quote.settings
      const [style] = styles
      if (edition && style !== undefined && !styles.includes(edition.style))
        chooseEdition({ style, lang: languages.includes(edition.lang) ? edition.lang : (languages[0] ?? edition.lang) })
      open('gallery')
    } finally {
      underWay.delete(draft)
    }
  }, [waits, quote, draft, action, words, open, edition, chooseEdition])

  return { label: label(), waits, pending: action.pending, problem: action.problem, run: () => void run() }

  function label(): string {
    if (quote === null) return words('title')
    const { first, overnight } = quote
    const isNight = draft.state().sheet?.settings.overnight === true && overnight !== null
    const sum = isNight ? overnight : first
    if (sum.pictures === 0) return words('title')
    const verb = isNight
      ? words('go.night', { count: sum.pictures })
      : first.gated
        ? words('go.first', { count: sum.pictures })
        : words('go.all', { count: sum.pictures })
    if (sum.unknownPrices > 0 || sum.untilUsd === 0) return verb
    return `${verb} · ${words('go.about', { money: format.money(sum.untilUsd) })}`
  }
}

/** What the button waits for, in words; null = nothing. */
function useWaits({ problems, errors, quote, problem, revision }: SheetFacts): string | null {
  const words = useWords('generate')
  const language = useWindowLanguage()
  const problemWords = useProblemWords()
  const whole = problems.whole.find(({ severity }) => severity === 'error')
  if (whole) return asLine(problemWords(whole), language)
  const [first, ...others] = problems.held
  if (first && others.length === 0) return words('go.waitsBox', { box: first.box })
  if (first) return words('go.waitsBoxes', { count: problems.held.length })
  if (errors > 0) return words('go.waitsBoxes', { count: errors })
  if (problem) return told(problem.message)
  if (quote === null || revision === null) return words('go.waitsPrice')
  if (quote.pictures === 0) return quote.there > 0 ? words('go.nothing') : words('go.nothingAtAll')
  return null
}
