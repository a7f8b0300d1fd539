import { Button } from '@mantine/core'
import { Lock, Moon } from 'lucide-react'
import { stepsOf } from '../../../../shared/sheet/gates.ts'
import { useFormat } from '../../../format/use-format.ts'
import { useWords } from '../../../i18n/words.ts'
import { Problem } from '../../../parts/problem.tsx'
import { useGenerate } from '../use-generate.ts'
import { useSheetFacts } from '../use-sheet-facts.ts'
import styles from './inspector.module.css'
import { Total } from './sums.tsx'

/** The steps, and the one button that begins. It says how much, or what it waits for. */
export function GatePart({ gates, isNight }: { gates: readonly number[]; isNight: boolean }) {
  const words = useWords('generate')
  const format = useFormat()
  const { quote, errors, problem } = useSheetFacts()
  const generate = useGenerate()
  // That everything is there, or the price is on its way, is no fault.
  const isHeld = generate.waits !== null && (errors > 0 || problem !== null)
  const pictures = quote?.pictures ?? 0
  const over = quote?.money.overUsd ?? 0
  const steps = stepsOf(pictures, gates)
  const shown = steps.map((step, at) => (at === steps.length - 1 ? pictures : step))
  return (
    <div className={styles.gate}>
      <Total />
      {steps.length > 1 && (
        <ol className={styles.steps}>
          {shown.map((step, at) => (
            <li key={step} data-first={at === 0 || undefined}>
              <bdi>{format.number(step)}</bdi> {at === shown.length - 1 ? words('gate.all') : words('gate.step')}
            </li>
          ))}
        </ol>
      )}
      <Problem problem={generate.problem} />
      <Button
        fullWidth
        className={styles.go!}
        disabled={generate.waits !== null}
        loading={generate.pending}
        leftSection={
          generate.waits !== null ? (
            <Lock size={14} strokeWidth={1.5} aria-hidden="true" />
          ) : isNight ? (
            <Moon size={14} strokeWidth={1.5} aria-hidden="true" />
          ) : undefined
        }
        onClick={generate.run}
      >
        {generate.label}
      </Button>
      <p className={styles.waits} role="status" data-held={isHeld || undefined} data-over={over > 0 || undefined}>
        {generate.waits ??
          (over > 0
            ? words('stop.over', { money: format.money(over) })
            : quote && quote.unknownPrices > 0
              ? words('go.unpriced')
              : '')}
      </p>
    </div>
  )
}
