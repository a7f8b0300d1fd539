/** Commands of the book's tree and their usual keys; arrows, Home, End and letters go through it as through any tree. */
export const keys = {
  find: ['Mod+F'],
  rename: ['F2'],
  remove: ['Delete', 'Mod+Backspace'],
  duplicate: ['Mod+D'],
  moveUp: ['Alt+ArrowUp'],
  moveDown: ['Alt+ArrowDown'],
  pickUp: ['Mod+Shift+D'],
  chooseAll: ['Mod+A'],
} as const
