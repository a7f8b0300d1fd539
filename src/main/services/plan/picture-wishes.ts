import { aspectOf } from '../../../comic/geometry.ts'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { PromptPart } from '../../../shared/domain/prompt.ts'
import type { PictureWishes } from '../../../shared/domain/script.ts'
import { counted } from '../../../shared/quantities.ts'
import { said } from '../../../shared/said/said.ts'
import { findModel, modelEnd } from '../../providers/catalogue/catalogue.ts'
import type { ImageProvider, SizeRule } from '../../providers/provider.ts'
import { fitsSize } from '../../queue/capability-problem.ts'
import type { StoredPanel } from '../../store/script.ts'
import type { PictureToSize } from './panel-sizes.ts'
import { pictureSize } from './picture-size.ts'

/** What scripts say of single pictures, as far as a plan can do it. */
export interface PlannedWishes {
  /** Panels with the models they are drawn by; the plan's own among them. */
  byModel: Map<string, StoredPanel[]>
  diagnostics: Diagnostic[]
}

export interface WishContext {
  provider: ImageProvider
  /** The plan's own model. */
  model: string
  /** The author named a model for the whole plan: it goes before what single rows say. */
  modelIsSaid: boolean
  /** Art styles of the plan, and all that the book has. */
  styles: readonly string[]
  isStyle: (id: string) => boolean
  /** `YYYY-MM-DD` */
  today: string
  fileOf: (panel: StoredPanel) => string
}

/** Which panels are drawn by which model; what cannot be done as the script says is told with its place. */
export function settleWishes(panels: readonly StoredPanel[], context: WishContext): PlannedWishes {
  const { provider, model, modelIsSaid, today } = context
  const unknown: StoredPanel[] = []
  const modelOf = (panel: StoredPanel) => {
    const wished = panel.wishes?.model
    if (wished === undefined || wished === model || modelIsSaid) return model
    const isKnown =
      provider.models.includes(wished) || (!provider.onlyTheseModels && findModel(provider.id, wished) !== null)
    if (isKnown && modelEnd(provider.id, wished, today)?.state !== 'gone') return wished
    unknown.push(panel)
    return model
  }
  const byModel = Map.groupBy(panels, modelOf)
  const otherStyle = panels.filter(
    ({ wishes }) => wishes?.style && context.isStyle(wishes.style) && !context.styles.includes(wishes.style),
  )
  return {
    byModel,
    diagnostics: [
      ...told(unknown, context, 'model-column', ({ model: name }) => ({
        message: said`${provider.name} has no model “${name}”; ${model} draws it.`,
        remedy: said`Choose another --provider, or change the column “model”.`,
      })),
      ...told(otherStyle, context, 'style-column', ({ style }) => ({
        message: said`The column “style” names ${style}, and this plan draws ${context.styles.join(', ')}: a book is drawn in one style at a time.`,
        remedy: said`Add --style ${style} to draw it so as well, or describe the style in words there.`,
      })),
    ],
  }
}

/** One line for the first panel; the others are counted. */
function told(
  panels: readonly StoredPanel[],
  { fileOf }: WishContext,
  code: string,
  words: (wishes: PictureWishes) => Pick<Diagnostic, 'message' | 'remedy'>,
): Diagnostic[] {
  const [first] = panels
  if (first === undefined) return []
  const { message, remedy } = words(first.wishes!)
  const others = panels.length - 1
  return [
    {
      severity: 'warning',
      code,
      file: fileOf(first),
      line: first.content.line,
      message: others > 0 ? `${message} ${said`The same holds for ${counted(others, 'more panel')}.`}` : message,
      ...(remedy === undefined ? {} : { remedy }),
    },
  ]
}

/** What a script adds to the prompt of one picture: words on its style, and what to keep out. */
export function wishParts({ style = '', avoid = [] }: PictureWishes, isStyle: (id: string) => boolean): PromptPart[] {
  const part = (id: string, text: string, away: string[]): PromptPart => ({
    id,
    kind: 'style',
    text,
    avoid: away,
    weight: 95,
    mandatory: false,
  })
  return [
    ...(style === '' || isStyle(style) ? [] : [part('wished-style', style, [])]),
    ...(avoid.length === 0 ? [] : [part('wished-avoid', '', avoid)]),
  ]
}

/** Sizes as usual, and those that the script gives; one the model lacks becomes the nearest it has. */
export function wishedSizes(
  sizeOf: (picture: PictureToSize) => { width: number; height: number },
  panels: readonly StoredPanel[],
  rule: SizeRule,
  quality: string | null,
): (picture: PictureToSize) => { width: number; height: number } {
  const wished = new Map(
    panels.flatMap(({ id, wishes: { size, aspect } = {} }) => {
      if (size !== undefined && fitsSize(size, rule, quality)) return [[id, size] as const]
      const shape = size === undefined ? aspect : aspectOf(size)
      return shape === undefined ? [] : [[id, pictureSize(rule, shape, quality)] as const]
    }),
  )
  return (picture) => wished.get(picture.panelId) ?? sizeOf(picture)
}
