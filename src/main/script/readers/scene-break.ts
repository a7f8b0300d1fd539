/** Ornaments that break a scene even when they stand alone; the others must come in threes. */
const ALONE = '*⁂⁎∗✱✳#~§•●○◆◇■□❖❦❧☙❡¶†‡✦✧★☆'
const IN_THREES = /^(?:-{3,}|_{3,}|={3,}|\+{3,}|[—–]{2,})$/
const RULE_TAG = /^<hr\s*\/?>$/i

/** A line that only divides two scenes: `* * *`, `⁂`, a lone `#`, `---`, `~~~`, `§`, `•••`, `<hr>`. */
export function isSceneBreak(line: string): boolean {
  const marks = line.replace(/[\s\\]+/g, '')
  if (marks === '' || marks.length > 80) return false
  if (IN_THREES.test(marks) || RULE_TAG.test(line.trim())) return true
  for (const mark of marks) {
    if (!ALONE.includes(mark)) return false
  }
  return true
}
