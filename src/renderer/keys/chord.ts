/** `Mod+Shift+P`: Mod is Ctrl, on a Mac Cmd. The last part is `KeyboardEvent.key`, letters in capitals, `Space` for the bar. */
export type Chord = string

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

const MODIFIERS = ['Control', 'Meta', 'Alt', 'Shift', 'AltGraph']
/** Signs that need Shift on some keyboards and not on others: Shift is left out for them. */
const SIGN = /^[^\p{L}\p{N}\s]$/u

/** What was pressed; null for a modifier alone. */
export function chordOf(event: Pressed, isMac: boolean): Chord | null {
  if (MODIFIERS.includes(event.key)) return null
  const key = keyName(event)
  const parts: string[] = []
  if (isMac ? event.metaKey : event.ctrlKey) parts.push('Mod')
  if (isMac && event.ctrlKey) parts.push('Ctrl')
  if (event.altKey) parts.push('Alt')
  if (event.shiftKey && !SIGN.test(key)) parts.push('Shift')
  return [...parts, key].join('+')
}

/** Letters by what is printed on them; where the layout writes no Latin letters, by their place on the keyboard. */
function keyName({ key, code }: Pressed): string {
  if (key === ' ') return 'Space'
  if (key.length > 1) return key
  if (/^[a-z]$/i.test(key)) return key.toUpperCase()
  const placed = /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1]
  const isSign = SIGN.test(key)
  return placed && !isSign ? placed : key
}

/** Whether it would be typed into a text field: nothing but a letter, a digit or a sign. */
export function isTyped(chord: Chord): boolean {
  const parts = chord.split('+')
  const key = parts.at(-1) ?? ''
  return (
    !parts.includes('Mod') &&
    !parts.includes('Alt') &&
    !parts.includes('Ctrl') &&
    (key.length <= 1 || EDITING.includes(key))
  )
}

/** Keys that do something in a text field by themselves. */
const EDITING = [
  'Space',
  'Enter',
  'Tab',
  'Backspace',
  'Delete',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
]

const SHOWN: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Enter: '↵',
  Backspace: '⌫',
  Delete: 'Del',
  Escape: 'Esc',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
}

/** As it stands on a key cap. */
export function chordWords(chord: Chord, isMac: boolean): string {
  return chord
    .split(/\+(?!$)/)
    .map((part) => {
      if (part === 'Mod') return isMac ? '⌘' : 'Ctrl'
      if (isMac && part === 'Alt') return '⌥'
      if (isMac && part === 'Shift') return '⇧'
      return SHOWN[part] ?? part
    })
    .join(' ')
}

export function onMac(): boolean {
  return /mac/i.test(navigator.platform)
}
