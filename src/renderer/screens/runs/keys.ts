/** Commands of this screen and their usual keys. */
export const keys = {
  table: ['V'],
  ledger: ['L'],
  save: ['Mod+S'],
  earlier: ['['],
  later: [']'],
} as const
