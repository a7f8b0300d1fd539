import type { RouteOutput } from '../../../shared/contract/index.ts'

/** One thing that can be done with what an author named. */
export type OpenWay =
  | { do: 'open'; what: 'book' | 'imagery'; folder: string; name: string }
  | { do: 'read'; paths: string[]; files: number }

/** What can be done with some paths, the likeliest first; none = there is nothing to open. */
export function waysToOpen({ books, imagery, scripts }: RouteOutput<'book.look'>): OpenWay[] {
  return [
    ...imagery.map((each): OpenWay => ({ do: 'open', what: 'imagery', ...each })),
    ...books.map((each): OpenWay => ({ do: 'open', what: 'book', ...each })),
    ...(scripts.files > 0 ? [{ do: 'read' as const, ...scripts }] : []),
  ]
}
