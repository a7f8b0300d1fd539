/** Commands of this screen and their usual keys. */
export const keys = {
  nextBox: ['Tab'],
  generate: ['Mod+Enter'],
  duplicate: ['Mod+D'],
  moveUp: ['Alt+ArrowUp'],
  moveDown: ['Alt+ArrowDown'],
  remove: ['Mod+Backspace'],
} as const
