import { SURE } from '../../shared/domain/evidence.ts'
import type { PanelContent } from '../../shared/domain/panel.ts'
import type { PromptPart } from '../../shared/domain/prompt.ts'
import { capitalised, hasWords } from './phrases.ts'
import { ANGLE_WORDS, SHOT_WORDS } from './picture-words.ts'

/**
 * Shot and angle in words. Null where the sentence says it itself, and where the author wrote the whole prompt
 * without a word on the camera: then the choice is left to the model.
 */
export function cameraPart(panel: PanelContent): PromptPart | null {
  const stated = panel.evidence.some(({ about, confidence }) => about === 'shot' && confidence >= SURE)
  const authored = panel.source === '' && !stated
  const { name, figure } = SHOT_WORDS[panel.shot]
  const shot = authored || saysShot(panel.what, name) ? [] : panel.people.length > 0 ? [name, figure] : [name]
  const angle = ANGLE_WORDS[panel.angle]
  const words = [...shot, ...(angle === '' || hasWords(panel.what, angle.split(',')[0]!) ? [] : [angle])]
  if (words.length === 0) return null
  return { id: 'camera', kind: 'camera', text: capitalised(words.join(', ')), avoid: [], weight: 80, mandatory: false }
}

const saysShot = (what: string, name: string) => hasWords(what.replaceAll('-', ' '), name.replaceAll('-', ' '))
