export { SettingsScreen as Work } from './settings-screen.tsx'
