import type * as electron from 'electron'

/** What the shell takes of Electron. The entry file gives the real one; nothing else imports it. */
export type ElectronParts = Pick<
  typeof electron,
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'globalShortcut'
  | 'ipcMain'
  | 'Menu'
  | 'nativeImage'
  | 'Notification'
  | 'powerMonitor'
  | 'protocol'
  | 'safeStorage'
  | 'screen'
  | 'session'
  | 'shell'
  | 'Tray'
  | 'utilityProcess'
>

/** Where the files of the app lie. */
export interface ShellFiles {
  readonly preload: string
  readonly serverProcess: string
  /** Of the built interface. */
  readonly interfaceFolder: string
  readonly icons: string
}
