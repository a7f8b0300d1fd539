/**
 * Longest common subsequence of two lists: which places of `a` and `b` hold the same, in order, as many as can be.
 * What the lists share at either end is taken off first, so that a small edit in a long list costs little.
 */
export function commonRun(a: readonly string[], b: readonly string[]): [number, number][] {
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const head = Array.from({ length: start }, (_, i): [number, number] => [i, i])
  const middle = middleRun(a.slice(start, a.length - end), b.slice(start, b.length - end))
  const tail = Array.from({ length: end }, (_, i): [number, number] => [a.length - end + i, b.length - end + i])
  return [...head, ...middle.map(([i, j]): [number, number] => [i + start, j + start]), ...tail]
}

function middleRun(a: readonly string[], b: readonly string[]): [number, number][] {
  const width = b.length + 1
  // Length of the best run of a[i…] and b[j…].
  const best = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      best[i * width + j] =
        a[i] === b[j]
          ? best[(i + 1) * width + j + 1]! + 1
          : Math.max(best[(i + 1) * width + j]!, best[i * width + j + 1]!)
    }
  }
  const run: [number, number][] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) run.push([i++, j++])
    else if (best[(i + 1) * width + j]! >= best[i * width + j + 1]!) i++
    else j++
  }
  return run
}
