import { join } from 'node:path'
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron'
import type { App } from '../../companion/app/appApi.ts'
import type { JsonFile } from '../../companion/settings/jsonFile.ts'
import { createTurns } from '../../platform/turns.ts'
import { guardContents } from './pageGuard.ts'
import { addressOfScreen } from './ownPages.ts'
import type { ElectronParts, ShellFiles } from './shellParts.ts'
import { placeOn, smallestSize, type WindowPlace } from './windowPlace.ts'

export interface WindowsOptions {
  readonly electron: ElectronParts
  readonly files: ShellFiles
  readonly app: Pick<App, 'state'>
  readonly places: JsonFile<WindowPlace>
  /** Every window, once, before its page is loaded. */
  onWindow(window: BrowserWindow): void
  /** Somebody closed the small remote by its own button. */
  onMiniClosed(): void
  /** Whether the app is on its way out: then windows close for good. */
  isQuitting(): boolean
}

/** The windows of the app: the main one, and a small remote above the others. */
export interface Windows {
  /** Opens the main window, or brings it to the front; at a screen, if one is named. */
  show(place?: string): Promise<void>
  /** Shows or hides the small remote. */
  showMini(isWanted: boolean): void
  /** The main window, when there is one. */
  main(): BrowserWindow | null
  /** Resolves when it is written where the main window is: whoever quits does not wait for what closing it would write. */
  keepPlace(): Promise<void>
}

const miniSize = { width: 380, height: 150 }
const miniPlace = '/mini'
const miniWish: BrowserWindowConstructorOptions = {
  ...miniSize,
  alwaysOnTop: true,
  resizable: false,
  maximizable: false,
  fullscreenable: false,
  skipTaskbar: true,
}

export function createWindows(options: WindowsOptions): Windows {
  let main: BrowserWindow | null = null
  const mini = createMini(options)
  const openMain = async (place: string | undefined) => {
    const left = await options.places.read()
    const known = left.ok ? left.value : { bounds: null, isMaximized: false }
    const screens = options.electron.screen.getAllDisplays().map(({ workArea }) => workArea)
    const window = createWindow(options, { ...placeOn(screens, known), ...minimum })
    main = window
    if (known.isMaximized) window.maximize()
    keepPlace(options, window)
    hideWithRoom(options, window)
    window.on('closed', () => {
      main = null
      mini.close()
    })
    await window.loadURL(addressOfScreen(place)).catch(() => undefined)
  }
  const bringForward = async (window: BrowserWindow, place: string | undefined) => {
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
    // Its page stays: only the screen within changes.
    if (place !== undefined) await window.loadURL(addressOfScreen(place)).catch(() => undefined)
  }
  // One after the other: systems ask for a window again while the first is on its way.
  const takeTurn = createTurns()
  return {
    main: () => main,
    keepPlace: async () => void (main !== null && (await options.places.write(placeOf(main)))),
    show: (place) => takeTurn(() => (main === null ? openMain(place) : bringForward(main, place))),
    showMini: (isWanted) => (isWanted ? mini.open() : mini.close()),
  }
}

/** The small remote: at most one, from the moment at which it is wanted. */
function createMini(options: WindowsOptions): { open(): void; close(): void } {
  let mini: BrowserWindow | null = null
  return {
    open() {
      if (mini !== null) return
      const window = createWindow(options, miniWish)
      mini = window
      window.setAlwaysOnTop(true, 'floating')
      window.on('closed', () => {
        if (mini !== window) return
        mini = null
        if (!options.isQuitting()) options.onMiniClosed()
      })
      window.loadURL(addressOfScreen(miniPlace)).catch(() => undefined)
    },
    close() {
      const window = mini
      mini = null
      window?.close()
    },
  }
}

const minimum = { minWidth: smallestSize.width, minHeight: smallestSize.height }

function createWindow(
  { electron, files, onWindow }: WindowsOptions,
  wish: BrowserWindowConstructorOptions,
): BrowserWindow {
  const window = new electron.BrowserWindow({
    ...wish,
    show: false,
    backgroundColor: '#14161a',
    autoHideMenuBar: true,
    title: 'Lockstep',
    icon: join(files.icons, '256.png'),
    webPreferences: {
      preload: files.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  })
  window.once('ready-to-show', () => window.show())
  guardContents(window.webContents, (url) => void electron.shell.openExternal(url))
  onWindow(window)
  return window
}

const placeOf = (window: BrowserWindow): WindowPlace => ({
  bounds: window.getNormalBounds(),
  isMaximized: window.isMaximized(),
})

/** Where it was when it closed is where it opens next time. */
function keepPlace({ places }: WindowsOptions, window: BrowserWindow): void {
  window.on('close', () => {
    void places.write(placeOf(window))
  })
}

/** Whoever watches with others and closes the window wants it out of the way, not the film to end. */
function hideWithRoom({ app, isQuitting }: WindowsOptions, window: BrowserWindow): void {
  window.on('close', (event) => {
    if (isQuitting() || app.state().companion.room === null) return
    event.preventDefault()
    window.hide()
  })
}
