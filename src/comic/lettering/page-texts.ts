import type { PageText } from '../page.ts'
import type { OutlinedText } from '../text/outline.ts'
import type { LetteredPanel, LetterLanguage } from './letter-panel.ts'

/** What a panel's lettering says and where it says it, in reading order. */
export function pageTexts({ panelId, placed }: LetteredPanel, ofPanel: LetterLanguage): PageText[] {
  return placed.map(({ set, body: { centre }, kind, language: { code, writing } = ofPanel }) => ({
    panelId,
    kind,
    language: code,
    vertical: writing === 'vertical',
    lines: set.lines.map(({ text, after, box }) => ({
      text,
      after,
      box: { ...box, x: box.x + centre.x, y: box.y + centre.y },
    })),
  }))
}

/** A heading, a title or a number that stands by itself. */
export function outlinedText(kind: 'heading' | 'number', { lines }: OutlinedText, language: string): PageText {
  return {
    panelId: null,
    kind,
    language,
    vertical: false,
    lines: lines.map(({ text, after, bounds }) => ({ text, after, box: bounds })),
  }
}
