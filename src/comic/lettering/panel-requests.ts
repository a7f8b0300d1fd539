import type { Lettering } from '../../shared/domain/lettering.ts'
import type { PanelContent } from '../../shared/domain/panel.ts'
import { speakerOf } from '../speaker.ts'
import type { CaptionVoice, LetteringKind, LetteringRequest } from './lettering.ts'

/** Longer than this in words, a caption tells something besides where and when. */
const PLACE_WORDS = 9
const OPENING_MARK = /^["'“„«»「『‘]/u
/** `* See chapter 2.`, but not `*Nearly* there.` */
const NOTE = /^(?:[*†]\s|※)/u

/**
 * What a panel's script wants lettered, in reading order.
 * @param ids of its lines, in the same order; a line without one is known by its place in the panel
 */
export function panelRequests(
  panelId: string,
  content: Pick<PanelContent, 'lettering' | 'people' | 'placeName' | 'flags'>,
  ids: readonly string[] = [],
): LetteringRequest[] {
  const firstCaption = content.lettering.findIndex(({ kind }) => kind === 'caption')
  return content.lettering.map((line, index) => ({
    id: ids[index] ?? `${panelId}/${index}`,
    kind: kindOf(line),
    voice: line.kind === 'caption' ? voiceOf(line, content, index === firstCaption) : 'narration',
    speakerId: speakerOf(line, content.people),
    text: line.text,
  }))
}

function kindOf({ kind, balloon, text }: Lettering): LetteringKind {
  if (kind === 'dialogue') return balloon
  if (kind === 'sfx') return 'sfx'
  return NOTE.test(text) ? 'note' : 'caption'
}

function voiceOf(
  { speakerId, speakerName, text }: Lettering,
  { placeName, flags }: Pick<PanelContent, 'placeName' | 'flags'>,
  first: boolean,
): CaptionVoice {
  if (speakerId !== null || speakerName !== null) return OPENING_MARK.test(text) ? 'voice-over' : 'inner-voice'
  return first && flags.sceneStart && tellsWhere(text, placeName) ? 'place' : 'narration'
}

/** Short, and naming the place or a year. */
function tellsWhere(text: string, placeName: string | null): boolean {
  if (text.split(/\s+/).length > PLACE_WORDS) return false
  const named = placeName !== null && text.toLowerCase().includes(placeName.toLowerCase())
  return named || /\b(?:1\d|20)\d\d\b/.test(text)
}
