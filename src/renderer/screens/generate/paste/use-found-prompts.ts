import { useDeferredValue, useMemo } from 'react'
import { splitPrompts } from '../../../../shared/sheet/split-prompts.ts'

/** Prompts in pasted text, a moment behind the keys: typing goes before counting. */
export function useFoundPrompts(text: string): readonly string[] {
  const settled = useDeferredValue(text)
  return useMemo(() => splitPrompts(settled), [settled])
}
