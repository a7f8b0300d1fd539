/** Commands of this screen and their usual keys. Browsers keep Ctrl N to themselves. */
export const keys = {
  importScript: ['Mod+I'],
  newBook: ['Mod+N', 'N'],
  openBook: ['Mod+O'],
} as const
