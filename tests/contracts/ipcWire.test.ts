import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { createIpcWire, type IpcPort, type WireMessage } from '../../app/main/ipcWire.ts'
import { describeWire } from './wire.ts'

/** What Electron's IPC is made of: copies of messages, delivered later, in order. */
const portOver = (port: MessagePort): IpcPort => ({
  post: (message) => port.postMessage(message),
  onMessage: (listener) => {
    const hear = (message: WireMessage) => listener(message)
    port.on('message', hear)
    return () => void port.off('message', hear)
  },
})

describeWire('Electron IPC', () => {
  const { port1, port2 } = new MessageChannel()
  return Promise.resolve({
    left: createIpcWire(portOver(port1), 'one'),
    right: createIpcWire(portOver(port2), 'one'),
    dispose: () => {
      port1.close()
      return Promise.resolve()
    },
  })
})
