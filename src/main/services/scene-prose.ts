import type { ScriptParagraph, ScriptScene } from '../../shared/domain/script.ts'
import { AppError } from '../../shared/errors.ts'
import type { Project } from '../open-project.ts'

/** The words of a scene as they were read. @throws AppError NOT_FOUND */
export function sceneProse({ store }: Project, sceneId: string): { file: string; paragraphs: ScriptParagraph[] } {
  const row = store.sqlite
    .prepare(
      `select scene.body, source.name file from scene join chapter on chapter.id = scene.chapter_id
         join source on source.id = chapter.source_id
       where scene.id = ? and scene.trashed_at is null`,
    )
    .get(sceneId) as { body: string; file: string } | undefined
  if (!row) throw new AppError('NOT_FOUND', 'This scene is not in the script any more.')
  return { file: row.file, paragraphs: (JSON.parse(row.body) as ScriptScene).paragraphs }
}
