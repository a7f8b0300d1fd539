/**
 * How many pictures to let through before the author looks: the steps of the gate one after the other, then all that is
 * left. A step that holds nothing back is none.
 *
 * @param waiting pictures that wait, from 0
 * @param steps what is left of the steps; empty = all at once
 */
export function nextStep(waiting: number, steps: readonly number[]): { pictures: number; left: readonly number[] } {
  const [first, ...left] = steps
  return first === undefined || first >= waiting ? { pictures: waiting, left: [] } : { pictures: first, left }
}

/** All steps that a number of pictures is made in: 98 with gates of 10 and 50 is 10, 50, 38. */
export function stepsOf(pictures: number, gates: readonly number[]): number[] {
  const steps: number[] = []
  let waiting = pictures
  let rest = gates
  while (waiting > 0) {
    const { pictures: next, left } = nextStep(waiting, rest)
    steps.push(next)
    waiting -= next
    rest = left
  }
  return steps
}
