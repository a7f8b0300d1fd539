import { describe, longestWish, quoteDescribing } from '../../services/describing.ts'
import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'

export function describeHandlers(desk: Desk): Part<'describe'> {
  const { env } = desk.household
  return {
    'describe.quote': ({ of, provider }) => quoteDescribing(desk.book().project, env, longestWish(of), provider),
    'describe.write': async ({ wish, provider, agreedUsd }) => {
      const { project } = desk.book()
      if (!('picture' in wish)) return describe(project, env, wish, { provider, agreedUsd })
      const [file] = await desk.uploads.files([wish.picture])
      return describe(project, env, { picture: file!.path }, { provider, agreedUsd })
    },
  }
}
