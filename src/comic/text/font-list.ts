/** The fonts that ship with the app, whole TTF files in `resources/fonts`. All under the SIL Open Font License. */
export const FONT_FILES = {
  /** Comic capitals; Latin and Vietnamese. */
  bangers: 'Bangers_400Regular.ttf',
  /** Latin, Cyrillic, Greek. */
  comicReliefBold: 'ComicRelief_700Bold.ttf',
} as const

export type FontName = keyof typeof FONT_FILES

/** For each use the fonts to try, in order, until one has every character of a text. */
export const FONT_STACKS = {
  title: ['bangers', 'comicReliefBold'],
  text: ['comicReliefBold', 'bangers'],
} as const satisfies Record<string, readonly FontName[]>
