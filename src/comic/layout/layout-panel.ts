import type { Lettering } from '../../shared/domain/lettering.ts'
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
  }
}

/** Letters and the space after them in a word of usual length. */
const LETTERS_A_WORD = 6
/** Ideographs and kana that take the room of such a word. */
const IDEOGRAPHS_A_WORD = 4.3
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu

/** Words of usual length that balloons and captions set over a picture; sound effects are part of it. */
function wordsOver(lettering: readonly Lettering[]): number {
  const texts = lettering.filter(({ kind }) => kind !== 'sfx').map(({ text }) => text)
  const ideographs = texts.reduce((total, text) => total + (text.match(IDEOGRAPH)?.length ?? 0), 0)
  const letters = texts.reduce((total, text) => total + [...text].length + 1, 0) - ideographs
  return Math.round(letters / LETTERS_A_WORD + ideographs / IDEOGRAPHS_A_WORD)
}
