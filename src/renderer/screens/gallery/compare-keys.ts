/** Commands of comparing, and of looking at one picture. */
export const keys = {
  column1: ['1'],
  column2: ['2'],
  column3: ['3'],
  column4: ['4'],
  swap: ['S'],
  actualSize: ['Z'],
  slider: ['L'],
  walkBack: ['['],
  walkOn: [']'],
  keep: ['K'],
  reject: ['X'],
  pick: ['P'],
  close: ['Escape'],
} as const
