import type { Lettering } from '../../../shared/domain/index.ts'
import type { Cast, CastMember } from './cast.ts'
import { foldAccents } from './tokens.ts'

/** `INÊS` or `ED` of a script is somebody of the cast; a name nobody bears stays as written. */
export function resolveSpeaker(line: Lettering, cast: Cast): Lettering {
  if (line.kind !== 'dialogue' || line.speakerId || !line.speakerName) return line
  const member = memberNamed(line.speakerName, cast)
  return member ? { ...line, speakerId: member.id } : line
}

/** Whom a speaker's label means, whatever its case and accents. */
export function memberNamed(label: string, cast: Cast): CastMember | undefined {
  const wanted = foldAccents(label).toLowerCase()
  const namesake = [...cast.members.values()].find(({ name }) => foldAccents(name).toLowerCase() === wanted)
  if (namesake) return namesake
  const lower = label.toLowerCase()
  const proper = lower.replace(/(^|[\s.'-])\p{L}/gu, (letter) => letter.toUpperCase())
  for (const name of [proper, `The ${proper}`, lower, `${lower}s`]) {
    const ids = cast.mentionsOf(name)
    if (ids.length === 1) return cast.members.get(ids[0]!)
  }
  return undefined
}
