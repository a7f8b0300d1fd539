import { MOODS, SHOTS, TIMES_OF_DAY, WEATHERS } from '../../../shared/domain/panel.ts'

/** Closed lists of the domain whose words are `times.<word>`, `weathers.<word>`, `moods.<word>`, `shots.<word>` and `roles.<word>`. */
export const TIMES = TIMES_OF_DAY
export { MOODS, SHOTS, WEATHERS }
/** What somebody can be to a panel; the last is for whoever is not there at all. */
export const ROLE_ANSWERS = ['acting', 'passive', 'mentioned', 'absent'] as const
