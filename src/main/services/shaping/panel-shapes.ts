import { aspectOf } from '../../../comic/geometry.ts'
import type { LayoutChapter, PictureMade } from '../../../comic/layout/laid-out-page.ts'
import type { Project } from '../../open-project.ts'
import { SETUPS } from '../../providers/registry.ts'
import { picks } from '../../store/queue/picks.ts'
import { readSharedPictures } from '../../store/shared-pictures.ts'
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
  /** The present pages are those it was asked for. */
  isOfThesePages: boolean
  /** Size that was asked for, pixels; null where nobody asked. */
  asked: { width: number; height: number } | null
  /** Size of the picture that is there, pixels. */
  picture: { width: number; height: number } | null
}

export interface PanelShapes {
  /** For every panel of the book. */
  shapes: ReadonlyMap<string, PanelShape>
  /** What there is to choose from for pictures still to be made, width divided by height. */
  drawable: readonly number[]
}

/** For every panel of a book the shape of its picture, or of the one that would be asked for. */
export function panelShapes(project: Project, book: BookToLayOut, edition: Edition | null): PanelShapes {
  const drawable = latestShapes(project) ?? usualShapes()
  const { asked, madeOf, isOfThesePages, chosen } = askedShapes(project, book, drawable)
  const standing = picks(project.store.sqlite).shapes(edition ?? drawnEditions(project)[0] ?? null)
  const shared = readSharedPictures(project.folder)
  const shapeOf = (panelId: string): PanelShape => {
    // One that shares has the shape of what it shows.
    const id = standing.has(panelId) || asked.has(panelId) ? panelId : (shared.get(panelId) ?? panelId)
    const picture = standing.get(id) ?? null
    const orders = asked.get(id) ?? []
    const order = picture
      ? orders.find(({ batchId, imageIndex }) => batchId === picture.batchId && imageIndex === picture.imageIndex)
      : orders[0]
    const batchId = picture?.batchId ?? order?.batchId ?? null
    const size = picture ?? order
    if (size === undefined)
      return { aspect: chosen().get(id)!, from: 'planned', made: 'fitted', isOfThesePages: true, asked: null, picture }
    return {
      aspect: aspectOf(size),
      from: picture ? 'picture' : 'asked',
      made: madeOf(batchId),
      isOfThesePages: isOfThesePages(batchId),
      asked: order ? { width: order.width, height: order.height } : null,
      picture: picture && { width: picture.width, height: picture.height },
    }
  }
  return { shapes: new Map([...book.panels.keys()].map((id) => [id, shapeOf(id)])), drawable }
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
