export { readAuthoredPanels } from './authored-panels.ts'
export { breakDownScene } from './break-down-scene.ts'
export type { BreakdownContext } from './context.ts'
export { provisionalPeople } from './provisional-people.ts'
