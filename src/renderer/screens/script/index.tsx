export { ScriptInspector as Inspector } from './script-inspector.tsx'
export { ScriptWork as Work } from './script-work.tsx'
