import type { OnRead } from '../services/cast/edit-cast.ts'
import type { Desk } from './desk.ts'

/** What a reading of the script may have changed, that nobody waited for. */
const NOUNS = ['cast', 'tree', 'script', 'prompts', 'takes', 'pages'] as const

/** Tells what follows from an edit of the cast once the script was read again with it. */
export function readingAgain({ events, household }: Desk): OnRead {
  return (failure) => {
    if (failure === null) events.publish('changed', { nouns: [...NOUNS] })
    else household.onUnexpected(failure, 'reading the script again')
  }
}
