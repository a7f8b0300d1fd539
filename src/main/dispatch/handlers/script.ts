import { correctScript } from '../../services/correcting.ts'
import { keepSources } from '../../services/importing/keep-sources.ts'
import { previewImport } from '../../services/importing/preview.ts'
import { importScript } from '../../services/importing.ts'
import { sceneProse } from '../../services/scene-prose.ts'
import { viewScript } from '../../services/script-view.ts'
import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'

export function scriptHandlers(desk: Desk): Part<'script'> {
  return {
    'script.scene': ({ chapter, scene }) => viewScript(desk.book().project, { chapters: [chapter], scene })[0]!,
    'script.prose': ({ sceneId }) => sceneProse(desk.book().project, sceneId),
    'script.unsure': ({ chapter }) => ({
      scenes: viewScript(desk.book().project, { chapters: chapter ? [chapter] : undefined, unsureOnly: true }),
    }),
    'script.preview': async ({ sources, ...options }) => {
      const files = await desk.uploads.files(sources)
      return previewImport(
        files.map(({ path }) => path),
        { ...options, noteHeadings: [...known(desk), ...(options.noteHeadings ?? [])] },
      )
    },
    'script.import': async ({ sources, ...options }) => {
      const { project } = desk.book()
      if (project.readOnly) throw project.readOnly
      const paths = await keepSources(project, await desk.uploads.files(sources))
      return importScript(project, paths, {
        ...options,
        onProgress: (done, total) => desk.events.publish('script.progress', { done, total }),
      })
    },
    'script.correct': (correction) => correctScript(desk.book().project, correction),
  }
}

/** Headings of notes that the open book knows already. */
function known(desk: Desk): readonly string[] {
  return desk.current()?.project.book.settings().noteHeadings ?? []
}
