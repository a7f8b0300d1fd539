/** Commands of this screen and their usual keys. */
export const keys = {
  nextToCheck: ['Tab'],
  previousToCheck: ['Shift+Tab'],
  nextPanel: ['ArrowDown'],
  previousPanel: ['ArrowUp'],
  firstPanel: ['Home'],
  lastPanel: ['End'],
  splitPanel: ['Mod+Enter'],
  joinPanel: ['Mod+Backspace'],
  breakEarlier: ['Alt+ArrowUp'],
  breakLater: ['Alt+ArrowDown'],
  compare: ['Mod+Shift+C'],
  importAgain: ['Mod+Shift+I'],
} as const
