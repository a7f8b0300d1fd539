import type { ComponentType } from 'react'

/** Screens that need no book, and those that do. */
export const FREE_SCREENS = ['start', 'settings'] as const
export const BOOK_SCREENS = ['script', 'cast', 'generate', 'gallery', 'runs'] as const
export type ScreenId = (typeof FREE_SCREENS)[number] | (typeof BOOK_SCREENS)[number]

/** What a screen puts into the frame. */
export interface Screen {
  /** The work, in the middle. */
  Work: ComponentType
  /** What belongs to the selection, at the end; without it the work has the room. */
  Inspector?: ComponentType
  /** Whether the tree of the book stands beside it. Default: true on screens of the book. */
  hasTree?: boolean
}
