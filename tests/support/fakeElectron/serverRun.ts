import { EventEmitter } from 'node:events'
import { pathToFileURL } from 'node:url'

// Runs a built file as Electron's utilityProcess does: it speaks with its parent through `process.parentPort`.
const port = new EventEmitter()
const parentPort = Object.assign(port, {
  // Whoever speaks to an app that has just ended is not told, as in Electron.
  postMessage: (message: unknown) => void process.send?.(message, () => undefined),
})
Object.defineProperty(process, 'parentPort', { value: parentPort })
process.on('message', (data) => port.emit('message', { data }))
process.on('disconnect', () => process.exit(0))
await import(pathToFileURL(process.argv[2] ?? '').href)
