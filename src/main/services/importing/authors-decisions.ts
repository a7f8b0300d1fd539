import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import { said } from '../../../shared/said/said.ts'
import type { MergedChapters } from './merge-chapters.ts'
import type { WrittenScript } from './write-script.ts'

/** What the author decided that the script, as it was just read, has otherwise: kept, and told. */
export function authorsDecisions(
  { chapters }: MergedChapters,
  { leftOut, overruled }: Pick<WrittenScript, 'leftOut' | 'overruled'>,
  panels: readonly { id: string; scene: number; number: number }[],
  fileOf: ReadonlyMap<string, string>,
): Diagnostic[] {
  const placeOf = new Map(panels.map(({ id, scene, number }) => [id, `${scene}.${number}`]))
  return chapters.flatMap(({ id, number, isRead, isOut }): Diagnostic[] => {
    const at = { severity: 'info' as const, file: fileOf.get(id) ?? '', line: 0 }
    const out = leftOut.get(id)
    const own = (overruled.get(id) ?? []).flatMap((panelId) => placeOf.get(panelId) ?? [])
    const left: Diagnostic[] =
      isRead && out
        ? [
            {
              ...at,
              code: 'deleted-by-author',
              message: isOut
                ? said`Chapter ${number}, which you deleted, is still in the script: it stays in the trash.`
                : said`Chapter ${number} has ${counted(out)} that you deleted: they stay in the trash.`,
              remedy: said`Take them out of the trash if you want them back.`,
            },
          ]
        : []
    const overruledHere: Diagnostic[] =
      own.length > 0
        ? [
            {
              ...at,
              code: 'edited-by-author',
              message: said`Chapter ${number}: the script says something else now in ${own.length === 1 ? 'a panel' : `${own.length} panels`} you edited (scene.panel ${own.slice(0, MOST_NAMED).join(', ')}${own.length > MOST_NAMED ? ' …' : ''}); your words stay.`,
              remedy: said`Take your edit of a panel back to follow the script.`,
            },
          ]
        : []
    return [...left, ...overruledHere]
  })
}

const MOST_NAMED = 6

function counted({ scenes, panels }: { scenes: number; panels: number }): string {
  const of = (n: number, noun: string) => (n === 0 ? [] : [`${n} ${noun}${n === 1 ? '' : 's'}`])
  return [...of(scenes, 'scene'), ...of(panels, 'panel')].join(' and ')
}
