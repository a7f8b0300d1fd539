import { aspectOf } from '../../../comic/geometry.ts'
import type { LayoutChapter, PictureMade } from '../../../comic/layout/laid-out-page.ts'
import type { Project } from '../../open-project.ts'
import { SETUPS } from '../../providers/registry.ts'
import { picks } from '../../store/queue/picks.ts'
import { drawnEditions, type Edition } from '../book-pages/edition.ts'
import { drawableSizes } from '../plan/drawable-sizes.ts'
import { askedShapes, latestShapes } from './asked-shapes.ts'
import type { BookToLayOut } from './book-to-lay-out.ts'

/** The shape a panel is laid out for. */
export interface PanelShape {
  /** Width divided by height. */
  aspect: number
  /** `picture` is there, `asked` is on its way or waits, `planned` is what planning would ask for. */
  from: 'picture' | 'asked' | 'planned'
  made: PictureMade
  /** Size that was asked for, pixels; null where nobody asked. */
  asked: { width: number; height: number } | null
  /** Size of the picture that is there, pixels. */
  picture: { width: number; height: number } | null
}

/** For every panel of a book the shape of its picture, or of the one that would be asked for. */
export function panelShapes(project: Project, book: BookToLayOut, edition: Edition | null): Map<string, PanelShape> {
  const { asked, madeOf, chosen } = askedShapes(project, book, latestShapes(project) ?? usualShapes())
  const standing = picks(project.store.sqlite).shapes(edition ?? drawnEditions(project)[0] ?? null)
  return new Map(
    [...book.panels.keys()].map((id): [string, PanelShape] => {
      const picture = standing.get(id)
      const newest = asked.get(id)?.[0]
      if (picture !== undefined) {
        const { width, height, batchId } = picture
        const request = asked.get(id)?.find((one) => one.batchId === batchId && one.imageIndex === picture.imageIndex)
        return [
          id,
          {
            aspect: width / height,
            from: 'picture',
            made: madeOf(batchId),
            asked: request ? { width: request.width, height: request.height } : null,
            picture: { width, height },
          },
        ]
      }
      if (newest !== undefined) {
        const { width, height, batchId } = newest
        return [
          id,
          { aspect: width / height, from: 'asked', made: madeOf(batchId), asked: { width, height }, picture: null },
        ]
      }
      return [id, { aspect: chosen().get(id)!, from: 'planned', made: 'fitted', asked: null, picture: null }]
    }),
  )
}

/** The chapters with the shapes of their pictures. */
export function withShapes(
  chapters: readonly LayoutChapter[],
  shapes: ReadonlyMap<string, PanelShape>,
): LayoutChapter[] {
  return chapters.map((chapter) => ({
    ...chapter,
    panels: chapter.panels.map((panel) => {
      const { aspect, made } = shapes.get(panel.id)!
      return { ...panel, aspect, picture: made }
    }),
  }))
}

/** Of who draws where no provider is named. */
function usualShapes(): number[] {
  const provider = SETUPS[0]!.connect(() => undefined)
  const { sizes, qualities } = provider.capabilities(provider.models[0]!)
  return drawableSizes(sizes, qualities[0] ?? null).map(aspectOf)
}
