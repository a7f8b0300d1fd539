import { setFlagsFromString } from 'node:v8'

/**
 * Keeps V8 from growing the space for new objects, for commands that make much and keep much of it: a plan of a
 * thousand imagery files takes 90 MB less with it, and no longer. The flag is read whenever that space would grow.
 */
export function keepNurserySmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}
