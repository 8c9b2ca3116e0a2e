import { EventEmitter } from 'node:events'
import { pathToFileURL } from 'node:url'

// Runs a built file as Electron's utilityProcess does: it speaks with its parent through `process.parentPort`.
const port = new EventEmitter()
const parentPort = Object.assign(port, {
  postMessage: (message: unknown) => void process.send?.(message),
})
Object.defineProperty(process, 'parentPort', { value: parentPort })
process.on('message', (data) => port.emit('message', { data }))
process.on('disconnect', () => process.exit(0))
await import(pathToFileURL(process.argv[2] ?? '').href)
