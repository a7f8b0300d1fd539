import type { BalloonKind, Lettering } from '../../shared/domain/lettering.ts'
import type { PanelContent } from '../../shared/domain/panel.ts'
import { wantedAspect } from '../wanted-aspect.ts'
import type { LayoutPanel } from './laid-out-page.ts'

/** A panel of the story as the layout sees it, judged before there is a picture. */
export function layoutPanel(id: string, content: PanelContent): LayoutPanel {
  const { importance, flags, lettering } = content
  return {
    id,
    aspect: wantedAspect(content),
    importance,
    words: wordsOver(lettering),
    sceneStart: flags.sceneStart,
    splash: flags.splash,
    reveal: flags.reveal,
    action: flags.action,
    ...(flags.pageStart && { pageStart: true }),
    ...(flags.spread && { spread: true }),
  }
}

/** Letters and the space after them in a word of usual length. */
const LETTERS_A_WORD = 6
/** Ideographs and kana that take the room of such a word. */
const IDEOGRAPHS_A_WORD = 4.3
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu
/** Words that would go into the air and the outline of one balloon more. */
const WORDS_A_BALLOON = 1.5
/** Clouds and spikes stand around their letters; shouts have larger ones. */
const KIND_FACTORS: Readonly<Record<BalloonKind, number>> = {
  speech: 1,
  thought: 1.15,
  whisper: 0.85,
  burst: 1.35,
  electric: 1.1,
  'off-panel': 1,
}

/**
 * How much balloons and captions set over a picture, in words of usual length that would take the same room.
 * Sound effects are part of the picture.
 */
function wordsOver(lettering: readonly Lettering[]): number {
  const words = lettering
    .filter(({ kind }) => kind !== 'sfx')
    .reduce((total, { text, balloon }) => total + wordsOf(text) * KIND_FACTORS[balloon] + WORDS_A_BALLOON, 0)
  return Math.round(words)
}

function wordsOf(text: string): number {
  const ideographs = text.match(IDEOGRAPH)?.length ?? 0
  return ([...text].length + 1 - ideographs) / LETTERS_A_WORD + ideographs / IDEOGRAPHS_A_WORD
}
