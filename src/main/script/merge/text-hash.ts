import { createHash } from 'node:crypto'
import type { PanelContent } from '../../../shared/domain/panel.ts'
import type { ScriptScene } from '../../../shared/domain/script.ts'

/** SHA-256 hex of anything that JSON can hold. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}

/** What a scene says, without where in the file it says it. */
export function sceneHash(scene: ScriptScene): string {
  return hashOf([
    scene.title,
    scene.slug && [scene.slug.text, scene.slug.date],
    scene.paragraphs.map(({ text }) => text),
    scene.panels.map(({ line: _, ...panel }) => panel),
  ])
}

/** A scene's words in one piece, to see how like another one it is. */
export function sceneText({ slug, paragraphs, panels }: ScriptScene): string {
  const authored = panels.flatMap(({ prompt, lettering }) => [prompt, ...lettering.map(({ text }) => text)])
  return [slug?.text ?? '', ...paragraphs.map(({ text }) => text), ...authored].join('\n')
}

/** The words a panel was cut from, or that the author wrote for it. */
export function panelText(content: PanelContent): string {
  return content.source === '' ? content.what : content.source
}

export function panelTextHash(content: PanelContent): string {
  return hashOf(panelText(content))
}

/** All of a panel that its pictures show. Lettering is set over pictures, and who is only mentioned is never drawn. */
export function drawnHash(content: PanelContent): string {
  const { what, people, placeId, placeName, timeOfDay, weather, mood, shot, angle, props } = content
  const drawn = people
    .filter(({ role }) => role !== 'mentioned')
    .map(({ personId, role, expression, pose }) => [personId, role, expression, pose])
  return hashOf([what, drawn, placeId, placeName, timeOfDay, weather, mood, shot, angle, props])
}

/** All of a panel that the book keeps, evidence and line numbers aside. */
export function contentHash(content: PanelContent): string {
  const { source, importance } = content
  const people = content.people.map(({ personId, role }) => [personId, role])
  const { sceneStart, reveal, action, splash, pageStart = false, spread = false } = content.flags
  const flags = [sceneStart, reveal, action, splash, ...(pageStart ? [spread ? 'spread' : 'page'] : [])]
  // Field by field: what was just read and what comes from the book need not have theirs in the same order.
  const lettering = content.lettering.map(({ kind, balloon, speakerId, speakerName, text, sure }) => [
    kind,
    balloon,
    speakerId,
    speakerName,
    text,
    sure,
  ])
  return hashOf([drawnHash(content), source, people, lettering, importance, flags])
}
