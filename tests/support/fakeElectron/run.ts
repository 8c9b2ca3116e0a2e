import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'

// Runs a built main file as Electron does: `electron` is at hand, and the app gets ready once the file has been read to
// its end. node run.ts <main file> [arguments]
const fake = new URL('./electron.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: fake, shortCircuit: true } : next(specifier, context),
})
const [, , main = '', ...args] = process.argv
process.argv = ['electron', main, ...args]
const { becomeReady } = await import('./fakeApp.ts')
await import(pathToFileURL(main).href)
becomeReady()
