import { join } from 'node:path'
import { BrowserWindow } from 'electron'
import { resourcePath } from '../resources.ts'
import type { WindowPlace } from '../services/window-settings.ts'

const LEAST = { minWidth: 720, minHeight: 480 }
/** Shown until the page paints: the base of the dark theme. */
const BACKGROUND = '#1a1917'

/** The one place where a window is made. What is left to Electron's defaults elsewhere is said here. */
export function makeWindow({ maximized, x, y, width, height }: WindowPlace): BrowserWindow {
  const window = new BrowserWindow({
    ...(x === undefined || y === undefined ? {} : { x, y }),
    width,
    height,
    ...LEAST,
    show: false,
    title: 'Panelwright',
    backgroundColor: BACKGROUND,
    webPreferences: {
      preload: join(resourcePath('out', 'preload'), 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  })
  if (maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  return window
}
