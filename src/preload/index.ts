import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'
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
}

contextBridge.exposeInMainWorld(BRIDGE, bridge)
