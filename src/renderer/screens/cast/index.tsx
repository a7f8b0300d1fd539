export { CastInspector as Inspector } from './cast-inspector.tsx'
export { CastWork as Work } from './cast-work.tsx'

/** The list of the cast stands where the tree of the book would. */
export const hasTree = false
