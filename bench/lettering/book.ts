import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cropAround, cropForPeople, cropWindow } from '../../src/comic/crop.ts'
import { aspectOf } from '../../src/comic/geometry.ts'
import { type LetterStyle, letterStyle } from '../../src/comic/lettering/letter-style.ts'
import type { LetteringRequest, PanelScene } from '../../src/comic/lettering/lettering.ts'
import { panelRequests } from '../../src/comic/lettering/panel-requests.ts'
import { panelScene, type ShownPicture } from '../../src/comic/lettering/panel-scene.ts'
import { indexBible } from '../../src/main/prompts/parts.ts'
import { roughs } from '../../src/main/providers/roughs/roughs-provider.ts'
import { stageRough } from '../../src/main/providers/roughs/stage-rough.ts'
import { composeStored } from '../../src/main/services/compose-stored.ts'
import { importScript } from '../../src/main/services/importing.ts'
import { layOut } from '../../src/main/services/laying-out.ts'
import { newBook } from '../../src/main/services/new-book.ts'
import { planBatch } from '../../src/main/services/planning.ts'
import { BOOKS } from '../roughs/books.ts'

export interface BenchPanel {
  scene: PanelScene
  requests: LetteringRequest[]
}

export interface BenchBook {
  name: string
  style: LetterStyle
  /** Panels with something to letter, by page. */
  pages: BenchPanel[][]
}

/**
 * A sample book laid out, with the people of its panels where the roughs would draw them.
 * @param known whether the pictures' maker says where people stand; if not, their places are guessed
 * @returns null, and loudly, where the book is not here
 */
export async function benchBook(
  name: string,
  direction: 'ltr' | 'rtl',
  pageFormat: string,
  known: boolean,
): Promise<BenchBook | null> {
  const paths = BOOKS[name] ?? []
  if (paths.length === 0 || paths.some((path) => !existsSync(path))) {
    console.error(`SKIPPED ${name}: it is not here.`)
    return null
  }
  const folder = mkdtempSync(join(tmpdir(), 'panelwright-lettering-'))
  try {
    const project = newBook(
      join(folder, `${name}.panelwright`),
      { pageFormat, readingDirection: direction },
      { what: 'bench', now: Date.now },
    )
    await importScript(project, paths)
    const layout = layOut(project)
    const { jobs } = planBatch(project, { styles: ['ligne-claire'], provider: roughs })
    const drawn = new Map(jobs.map(({ panelId, request }) => [panelId, request]))
    const compositions = composeStored([...layout.panels.values()], indexBible(project.cast.bible()), direction)
    project.close()
    const pages = layout.pages.map((page) =>
      page.panels.flatMap((panel): BenchPanel[] => {
        const { content } = layout.panels.get(panel.id)!
        const requests = panelRequests(panel.id, content)
        if (requests.length === 0) return []
        const request = drawn.get(panel.id)
        let picture: ShownPicture | null = null
        if (known && request?.stage) {
          const { regions } = stageRough(request.stage, request.width, request.height, request.seed)
          const window = cropWindow(aspectOf(request), aspectOf(panel.frame))
          const crop = cropForPeople(window, regions) ?? cropAround(window, { x: 0.5, y: 0.5 })
          picture = { crop, regions, attention: null }
        }
        return [
          { scene: panelScene(panel, page, content.shot, compositions.get(panel.id)!, picture, direction), requests },
        ]
      }),
    )
    return { name, style: letterStyle(layout.format.trimMm, direction), pages }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
