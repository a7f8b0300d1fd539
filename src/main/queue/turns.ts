/**
 * Lets so many pieces of work go on at once; others wait in the order they came.
 *
 * @param atOnce from 1
 */
export function takeTurns(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  let busy = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (busy >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
    else busy++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      // The place is handed on; nobody who comes in between can take it.
      if (next) next()
      else busy--
    }
  }
}
