/** Words before a name that are no name by themselves. */
const BEFORE_A_NAME =
  /^(?:the|a|an|old|young|little|big|mr|mrs|ms|miss|mx|dr|prof|professor|sir|lady|lord|dame|captain|capt|sergeant|sgt|father|mother|sister|brother|aunt|uncle|king|queen|prince|princess|saint|st|don|doña|señor|señora|herr|frau|madame|monsieur|mme|mlle|le|la|der|die|das|el)\.?$/i

/**
 * What people of one scene are called where there is little room: by their first name, if nobody else there has it.
 *
 * @param names in full
 */
export function shortNames(names: Iterable<string>): Map<string, string> {
  const all = [...new Set(names)]
  const firsts = all.map((name) => name.split(/\s+/)[0] ?? name)
  return new Map(
    all.map((name, at) => {
      const first = firsts[at]!
      const isShared = firsts.some((other, n) => n !== at && other.toLowerCase() === first.toLowerCase())
      const isName = /^\p{Lu}/u.test(first) && !BEFORE_A_NAME.test(first)
      return [name, isName && !isShared ? first : name]
    }),
  )
}

/** Everybody a page names. */
export function namesOn(page: {
  present: readonly { value: string }[]
  mentioned: readonly { value: string }[]
  panels: readonly {
    people: readonly { value: string }[]
    lettering: readonly { value: string | null }[]
  }[]
}): string[] {
  const people = [...page.present, ...page.mentioned, ...page.panels.flatMap((panel) => panel.people)]
  const voices = page.panels.flatMap(({ lettering }) => lettering.flatMap(({ value }) => value ?? []))
  return [...people.map(({ value }) => value), ...voices]
}
