import {
  app,
  BrowserWindow,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  nativeImage,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
} from 'electron'
import { join } from 'node:path'
import { runElectronShell } from './electronShell.ts'

// Where Electron begins. Nothing here is awaited: Electron gets ready only when this file has been read to its end. The build keeps the folders as they are here: out/main/app/main beside out/preload, out/renderer.
const out = join(import.meta.dirname, '..', '..', '..')

void runElectronShell({
  electron: {
    ...{ app, BrowserWindow, dialog, globalShortcut, ipcMain, Menu, nativeImage, Notification },
    ...{ powerMonitor, protocol, safeStorage, screen, session, shell, Tray, utilityProcess },
  },
  files: {
    preload: join(out, 'preload', 'preload.cjs'),
    serverProcess: join(import.meta.dirname, 'serverProcess.js'),
    interfaceFolder: join(out, 'renderer'),
    icons: join(import.meta.dirname, 'icons'),
  },
  env: process.env,
  argv: process.argv.slice(1),
  platform: process.platform,
  loadUpdater: async () => (await import('electron-updater')).default.autoUpdater,
}).catch((error: unknown) => {
  // Nothing of the app is there to tell it.
  dialog.showErrorBox('Lockstep', error instanceof Error ? error.message : String(error))
  app.exit(1)
})
