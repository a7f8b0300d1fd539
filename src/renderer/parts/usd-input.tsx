import { NumberInput, type NumberInputProps } from '@mantine/core'
import { useState } from 'react'
import { usdTyped } from './usd-typed.ts'

/** More is a slip of the finger; main takes no more either. */
const MOST_USD = 1_000_000

/** An amount of dollars that may be left open. What is half typed, such as “1.”, stays as it is and changes nothing yet. */
export function UsdInput({
  value,
  onChange,
  ...input
}: Omit<NumberInputProps, 'value' | 'onChange' | 'onBlur'> & {
  /** Null = none. */
  value: number | null
  onChange(usd: number | null): void
}) {
  const [typed, setTyped] = useState<number | string | null>(null)
  const meant = typed === null ? undefined : usdTyped(typed)
  // Somebody else may have changed the amount meanwhile.
  const stands = typed !== null && (meant === undefined || meant === value)
  return (
    <NumberInput
      {...input}
      value={stands ? typed : (value ?? '')}
      min={0}
      max={MOST_USD}
      // Shown and kept are never two things: what would not be taken cannot be typed.
      clampBehavior="strict"
      allowNegative={false}
      decimalScale={2}
      prefix="$"
      onChange={(next) => {
        setTyped(next)
        const usd = usdTyped(next)
        if (usd !== undefined && usd !== value) onChange(usd)
      }}
      onBlur={() => setTyped(null)}
    />
  )
}
