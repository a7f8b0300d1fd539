/** Commands of this screen and their usual keys. */
export const keys = {
  filter: ['/'],
  next: ['J'],
  previous: ['K'],
  rename: ['F2'],
  addPicture: ['A'],
  addPerson: ['N'],
  addPlace: ['Shift+N'],
  remove: ['Delete'],
} as const
