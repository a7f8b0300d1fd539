import type { ParsedInput } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import { correctScript } from '../../services/correcting.ts'
import { compareImport, type PriceOf } from '../../services/importing/compare-import.ts'
import { keepSources, placesToBe } from '../../services/importing/keep-sources.ts'
import { ownSources } from '../../services/importing/own-sources.ts'
import { previewImport } from '../../services/importing/preview.ts'
import { importScript } from '../../services/importing.ts'
import { priceOfRefreshing } from '../../services/refreshing.ts'
import { scriptOutline, voicesOf } from '../../services/script-outline.ts'
import { choicesFor, scriptPage } from '../../services/script-page.ts'
import { viewScript } from '../../services/script-view.ts'
import type { GivenFile } from '../../services/uploads.ts'
import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'
import { planOptionsFrom } from './plan-options.ts'

export function scriptHandlers(desk: Desk): Part<'script'> {
  return {
    'script.scene': ({ chapter, scene }) => viewScript(desk.book().project, { chapters: [chapter], scene })[0]!,
    'script.outline': () => {
      const { project } = desk.book()
      return { voices: voicesOf(project), scenes: scriptOutline(project) }
    },
    'script.read': ({ sceneId, edition }) =>
      scriptPage(desk.book().project, sceneId, edition ?? { style: null, lang: null }),
    'script.choices': ({ sceneId }) => choicesFor(desk.book().project, sceneId),
    'script.sources': () => ({ sources: ownSources(desk.book().project) }),
    'script.unsure': ({ chapter }) => ({
      scenes: viewScript(desk.book().project, { chapters: chapter ? [chapter] : undefined, unsureOnly: true }),
    }),
    'script.preview': async ({ sources, ...options }) => {
      const files = await given(desk, sources)
      return previewImport(
        files.map(({ path }) => path),
        { ...options, noteHeadings: [...known(desk), ...(options.noteHeadings ?? [])] },
      )
    },
    'script.compare': async ({ sources, edition, ...options }) => {
      const { project } = desk.book()
      const files = await given(desk, sources)
      const places = placesToBe(project, files)
      return compareImport(
        project,
        files.map(({ path }) => path),
        options,
        priceOf(desk, edition),
        (path) => places.get(path) ?? path,
      )
    },
    'script.import': async ({ sources, ...options }) => {
      const { project } = desk.book()
      if (project.readOnly) throw project.readOnly
      const paths = await keepSources(project, await given(desk, sources))
      return importScript(project, paths, {
        ...options,
        onProgress: (done, total) => desk.events.publish('script.progress', { done, total }),
      })
    },
    'script.correct': (correction) => correctScript(desk.book().project, correction),
  }
}

/** The files an author named, or those of the book. @throws AppError NOT_FOUND */
async function given(desk: Desk, sources: ParsedInput<'script.import'>['sources']): Promise<GivenFile[]> {
  if (sources) return desk.uploads.files(sources)
  const own = ownSources(desk.book().project)
  const there = own.filter(({ isThere }) => isThere)
  if (there.length > 0) return there.map(({ path }) => ({ path, name: path, from: 'path' }))
  throw new AppError('NOT_FOUND', said`None of the files this book was read from is where it was.`, {
    remedy: said`Choose the files to read.`,
  })
}

/** In the style and language the author looks at; without one there is nothing to price. */
function priceOf(desk: Desk, edition: ParsedInput<'script.compare'>['edition']): PriceOf {
  return (panelIds) => {
    if (!edition) return null
    const options = planOptionsFrom(desk, { styles: [edition.style], languages: [edition.lang] })
    return priceOfRefreshing(desk.book().project, panelIds, options)
  }
}

/** Headings of notes that the open book knows already. */
function known(desk: Desk): readonly string[] {
  return desk.current()?.project.book.settings().noteHeadings ?? []
}
