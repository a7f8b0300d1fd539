/** Words written with a capital in English that name nobody in a story. */
const NOBODY = `
I Mr Mrs Ms Miss Dr Sir Madam Lord Lady Captain Doctor Professor Father Mother Aunt Uncle King Queen Prince Princess
Da Dad Daddy Mum Mummy Papa Mama Sergeant Inspector Colonel Major General Reverend Majesty Highness Grace Honour
God Heaven Hell Lord Bible Christ Jesus Satan Devil Christmas Easter Lent Whitsun Michaelmas Halloween Sunday
English French German Spanish Italian Latin Greek Russian Irish Scottish Scots Welsh American Dutch Portuguese Chinese
Japanese British Roman European Turkish Arabic Indian African Asian Christian Jewish Muslim Catholic Protestant
North South East West Northern Southern Eastern Western English-man Englishman Frenchman
Street Road Lane Avenue Square River Lake Mount Sea Ocean Bay Island Hotel Inn School Church Board Company
Chapter Part Book Scene The A An And But Or So Yes No Oh Ah Well Then There Here This That What Who Why When How`

export const NOT_A_NAME: ReadonlySet<string> = new Set(
  NOBODY.trim()
    .split(/\s+/)
    .map((word) => word.toLowerCase()),
)

export const SPEECH_VERBS: ReadonlySet<string> = new Set(
  `said says asked asks replied answered cried shouted called whispered muttered murmured exclaimed growled added
  remarked began interrupted repeated sighed laughed thought continued observed inquired enquired roared screamed
  shrieked snapped sobbed told`.split(/\s+/),
)

/** Before a name of a place, not of a person. */
export const PLACE_PREPOSITIONS: ReadonlySet<string> = new Set(
  'in at to from near towards toward of into through'.split(' '),
)
