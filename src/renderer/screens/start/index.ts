export { Start as Work } from './start.tsx'
