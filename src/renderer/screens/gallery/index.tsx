export { Inspector } from './inspector.tsx'
export { Work } from './work.tsx'
