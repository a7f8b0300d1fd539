export { Runs as Work } from './runs.tsx'

/** Figures need the room. */
export const hasTree = false
