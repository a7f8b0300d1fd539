/** English names of months and the words of which a note of time is made. */
const MONTHS: readonly string[] = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

/** Month by its name or three-letter short form (`sept` too), 1–12; undefined for other words. */
export function monthOf(word: string): number | undefined {
  const lower = word.toLowerCase().replace(/\.$/, '')
  const short = lower === 'sept' ? 'sep' : lower
  const at = MONTHS.findIndex((month) => month === short || (short.length === 3 && month.startsWith(short)))
  return at === -1 ? undefined : at + 1
}

export const WEEKDAYS: readonly string[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
]

const TIME_NOUNS = `
dawn daybreak sunrise sunup morning forenoon noon midday day daytime daylight afternoon teatime sunset sundown dusk
twilight evening nightfall night midnight moonlight o'clock am pm a.m p.m hour hours minute minutes second seconds
moment moments week weeks weekend month months year years century winter spring summer autumn fall season
christmas easter eve today tonight tomorrow yesterday present flashback`
const TIME_MODIFIERS = `
early late later earlier mid before after same next previous following last first continuous meanwhile now then
once again still past to half quarter few some several about around nearly almost shortly soon long
the a an of in at on that this one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen twenty thirty forty fifty hundred ago since and or by until till during`

export const TIME_WORDS: ReadonlySet<string> = new Set([...TIME_NOUNS.trim().split(/\s+/), ...MONTHS, ...WEEKDAYS])
export const TIME_SMALL_WORDS: ReadonlySet<string> = new Set(TIME_MODIFIERS.trim().split(/\s+/))
