/** Commands of the whole window. */
export const keys = {
  palette: ['Mod+K'],
  showScript: ['Mod+1'],
  showCast: ['Mod+2'],
  showGenerate: ['Mod+3'],
  showGallery: ['Mod+4'],
  showRuns: ['Mod+5'],
  showSettings: ['Mod+,'],
  toggleTree: ['Mod+\\'],
  toggleInspector: ['Mod+.'],
  nextRegion: ['F6'],
  previousRegion: ['Shift+F6'],
  undo: ['Mod+Z'],
  redo: ['Mod+Shift+Z', 'Mod+Y'],
  pauseQueue: ['Mod+Shift+P'],
  showKeys: ['?'],
} as const
