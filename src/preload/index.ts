import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron'
import { BRIDGE, type Bridge, CHANNEL } from '../shared/bridge.ts'
import type { WireEvent } from '../shared/contract/index.ts'

const bridge: Bridge = {
  request: (name, input) => ipcRenderer.invoke(CHANNEL.request, name, input),
  on(listener) {
    // The event itself never reaches the page: with it would go its sender.
    const hear = (_: IpcRendererEvent, event: WireEvent) => listener(event)
    ipcRenderer.on(CHANNEL.event, hear)
    return () => void ipcRenderer.off(CHANNEL.event, hear)
  },
  // Only a file that the author gave has a path; a page cannot make one up.
  pathOf: (file) => webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]),
}

contextBridge.exposeInMainWorld(BRIDGE, bridge)
