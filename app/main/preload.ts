import { contextBridge, ipcRenderer } from 'electron'
import { createIpcWire, wireChannel, type IpcPort, type WireMessage } from './ipcWire.ts'

// All that a window gets of Electron: one wire to the app. It runs in a sandbox, in a world that pages cannot reach.
const port: IpcPort = {
  post: (message) => ipcRenderer.send(wireChannel, message),
  onMessage: (listener) => {
    // Messages to this window come from the app alone.
    const hear = (_event: unknown, message: WireMessage) => listener(message)
    ipcRenderer.on(wireChannel, hear)
    return () => void ipcRenderer.off(wireChannel, hear)
  },
}
const id = crypto.randomUUID()
const wire = createIpcWire(port, id)
contextBridge.exposeInMainWorld('lockstepWire', wire)
port.post({ kind: 'open', wire: id })
