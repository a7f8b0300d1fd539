import { fileURLToPath } from 'node:url'
import type { TypeCase } from '../../src/comic/text/index.ts'
import { openTypeCase, type TextNeed } from '../../src/main/images/typefaces.ts'

const FONTS = fileURLToPath(new URL('../../resources/fonts', import.meta.url))
const ROLES = ['dialogue', 'caption', 'shout', 'sfx'] as const

/** Typefaces for texts whose roles do not matter to the bench. */
export function typeCaseFor(language: string, texts: readonly string[]): Promise<TypeCase> {
  return openTypeCase(
    FONTS,
    language,
    ROLES.flatMap((role) => texts.map((text): TextNeed => ({ role, text }))),
  )
}
