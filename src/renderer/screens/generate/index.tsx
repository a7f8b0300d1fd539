export { GenerateWork as Work } from './generate-work.tsx'
export { MasterSettings as Inspector } from './inspector/master-settings.tsx'
