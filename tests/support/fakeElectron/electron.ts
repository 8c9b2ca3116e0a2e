import { fork } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { app } from './fakeApp.ts'
import { BrowserWindow, ipcMain, protocol } from './browserWindow.ts'
import { listenToTest, told, type MenuItem } from './told.ts'

/**
 * Electron's module for the main process, as far as the app takes of it, over a real Chromium. It covers what the app
 * is made of and how its parts speak; it is no sandbox, no tray and no Electron.
 */
export { app, BrowserWindow, ipcMain, protocol }

export const dialog = {
  showMessageBox: (...parts: unknown[]) => {
    told('dialog', parts.at(-1))
    return Promise.resolve({ response: listening.dialogAnswer() })
  },
  showErrorBox: (title: string, content: string) => told('error', { title, content }),
}

const keys = new Map<string, () => void>()
export const globalShortcut = {
  register: (key: string, pressed: () => void) => {
    keys.set(key, pressed)
    told('key', key)
    return true
  },
  unregister: (key: string) => void keys.delete(key),
}

export const Menu = {
  setApplicationMenu: () => undefined,
  buildFromTemplate: (items: readonly MenuItem[]) => items,
}

export const nativeImage = {
  createFromPath: (path: string) => {
    if (!existsSync(path)) throw new Error(`there is no ${path}`)
    return { path }
  },
}

export class Notification extends EventEmitter {
  static isSupported = () => true
  readonly #wish: unknown
  constructor(wish: unknown) {
    super()
    this.#wish = wish
  }
  show(): void {
    told('notification', this.#wish)
  }
}

export const powerMonitor = new EventEmitter()

const isScrambled = process.env['FAKE_ELECTRON_KEYCHAIN'] === 'none'
const flipped = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x5a))
export const safeStorage = {
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  getSelectedStorageBackend: () => (isScrambled ? 'basic_text' : 'gnome_libsecret'),
  encryptStringAsync: (text: string) => Promise.resolve(flipped(Buffer.from(text))),
  decryptStringAsync: (bytes: Buffer) =>
    Promise.resolve({ result: flipped(bytes).toString(), shouldReEncrypt: false }),
}

export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] }

export const session = {
  defaultSession: {
    setPermissionRequestHandler: () => undefined,
    setPermissionCheckHandler: () => undefined,
    setDevicePermissionHandler: () => undefined,
  },
}

export const shell = {
  openExternal: (url: string) => {
    told('outside', url)
    return Promise.resolve()
  },
}

export class Tray extends EventEmitter {
  setToolTip(): void {}
  setContextMenu(items: readonly MenuItem[]): void {
    listening.setMenu(items)
  }
}

export const utilityProcess = {
  fork: (file: string) => {
    const child = fork(new URL('./serverRun.ts', import.meta.url), [file], { stdio: 'inherit' })
    told('server', child.pid)
    const port = Object.assign(new EventEmitter(), {
      postMessage: (message: object) => void (child.connected && child.send(message)),
      kill: () => child.kill(),
      pid: child.pid,
    })
    child.on('message', (message) => port.emit('message', message))
    child.on('exit', (code) => port.emit('exit', code))
    return port
  },
}

const listening = listenToTest({
  pressKey: (key) => keys.get(key)?.(),
  power: (event) => powerMonitor.emit(event),
  openUrl: (url) => app.emit('open-url', { preventDefault: () => undefined }, url),
  quit: () => app.quit(),
  crash: () =>
    BrowserWindow.getAllWindows()[0]?.webContents.emit('render-process-gone', {}, { reason: 'crashed' }),
  hang: () => BrowserWindow.getAllWindows()[0]?.emit('unresponsive'),
  closeWindow: () => BrowserWindow.getAllWindows()[0]?.close(),
  closeLastWindow: () => BrowserWindow.getAllWindows().at(-1)?.close(),
  windows: () =>
    BrowserWindow.getAllWindows().map((window) => ({ visible: window.isVisible(), onTop: window.isOnTop })),
})
