import { type Command, InvalidArgumentError } from 'commander'
import { HOUSE_STYLES } from '../../comic/layout/house-styles.ts'
import { DEFAULT_WISH, type PageCountWish } from '../../comic/layout/layout-wish.ts'
import type { BookWish } from '../services/shaping/book-to-lay-out.ts'
import { choice, decimal } from './command.ts'

/** How pages should fall, on the command line. */
export interface LayoutFlags {
  dial?: number
  houseStyle?: string
  pages?: PageCountWish
}

export function addLayoutOptions(command: Command): Command {
  return command
    .option(
      '--dial <number>',
      `0 keeps pictures whole, 1 gives dramatic sizes; at first ${DEFAULT_WISH.dial}`,
      decimal(0, 1),
    )
    .addOption(
      choice(
        '--house-style <id>',
        'how pages are built',
        HOUSE_STYLES.map(({ id }) => id),
      ),
    )
    .option('--pages <count>', 'pages without the cover: 48, x4 for a multiple of four, or free', pageCount)
}

export function layoutWish({ dial, houseStyle, pages }: LayoutFlags): BookWish {
  return {
    ...(dial === undefined ? {} : { dial }),
    ...(houseStyle === undefined ? {} : { houseStyle }),
    ...(pages === undefined ? {} : { pageCount: pages }),
  }
}

function pageCount(value: string): PageCountWish {
  if (value.trim().toLowerCase() === 'free') return 'free'
  const [, multiple, digits] = /^([x×]?)(\d{1,5})$/i.exec(value.trim()) ?? []
  const count = Number(digits)
  if (!(count >= 1)) throw new InvalidArgumentError('Give a number of pages, x4 for a multiple of four, or free.')
  return multiple === '' ? count : { multipleOf: count }
}
