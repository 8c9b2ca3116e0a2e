import { homedir } from 'node:os'
import type { BrowserWindow, Tray } from 'electron'
import type { App } from '../../companion/app/appApi.ts'
import { sessionServerFolder } from '../../companion/cli/serverFolder.ts'
import { settingsFolder } from '../../companion/settings/settingsFolder.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import type { AppState } from '../../protocol/bridge/appState.ts'
import { faultLogger, outliveFaults } from '../host/logFaults.ts'
import { openApp, type OpenedApp } from '../host/openApp.ts'
import { readStaticFiles } from '../host/staticFiles.ts'
import { createLinkInbox, linkIn, linkScheme, type LinkInbox } from './deepLinks.ts'
import { wireChannel } from './ipcWire.ts'
import { createKeychainVault } from './keychainVault.ts'
import { createMediaKeys } from './mediaKeys.ts'
import { answerOwnPage, isOwnPage, ownScheme } from './ownPages.ts'
import { guardSession } from './pageGuard.ts'
import { createServerStarter } from './serverChild.ts'
import type { ElectronParts, ShellFiles } from './shellParts.ts'
import { shellWords, type ShellWords } from './shellWords.ts'
import { tidingsBetween, wantsMini, wouldEndRooms } from './tidings.ts'
import { openTray, trayFace, trayMenu } from './tray.ts'
import { canUpdate, lookForUpdate, type Updater } from './updates.ts'
import { watchWindow } from './watchWindow.ts'
import { createWindowBridge, type WindowBridge } from './windowBridge.ts'
import { openWindowPlaces } from './windowPlace.ts'
import { createWindows, type Windows } from './windows.ts'

export interface ElectronShellOptions {
  readonly electron: ElectronParts
  readonly files: ShellFiles
  readonly env: Readonly<Record<string, string | undefined>>
  readonly argv: readonly string[]
  readonly platform: NodeJS.Platform
  loadUpdater(): Promise<Updater>
}

/**
 * Runs the app in Electron. There is one of it: a second start hands its link over and ends. The app itself, its player
 * and its rooms live outside of the windows and outlive them.
 */
export async function runElectronShell(options: ElectronShellOptions): Promise<void> {
  const { electron, argv } = options
  const links = createLinkInbox()
  // Before anything else: systems send links early, and schemes are registered before the app is ready.
  electron.app.enableSandbox()
  electron.app.on('open-url', (event, url) => {
    event.preventDefault()
    links.put(url)
  })
  electron.protocol.registerSchemesAsPrivileged([
    { scheme: ownScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ])
  if (!electron.app.requestSingleInstanceLock()) return electron.app.quit()
  links.put(linkIn(argv))
  if (electron.app.isPackaged) electron.app.setAsDefaultProtocolClient(linkScheme)
  await electron.app.whenReady()
  await new ElectronShell(options, links).start()
}

class ElectronShell {
  readonly #options: ElectronShellOptions
  readonly #links: LinkInbox
  readonly #opened: OpenedApp
  readonly #windows: Windows
  readonly #bridge: WindowBridge
  readonly #onFault: (error: unknown) => void
  #shown: AppState
  #tray: Tray | null = null
  #traySays = ''
  #quitting: 'no' | 'asked' | 'ending' | 'ended' = 'no'

  constructor(options: ElectronShellOptions, links: LinkInbox) {
    this.#options = options
    this.#links = links
    this.#opened = this.#openApp()
    this.#onFault = faultLogger(this.#opened.log)
    outliveFaults(this.#opened.log)
    this.#shown = this.#app.state()
    this.#bridge = createWindowBridge({ app: this.#app, isOwnPage, onFault: this.#onFault })
    const { electron, files } = options
    this.#windows = createWindows({
      ...{ electron, files, app: this.#app, places: openWindowPlaces(this.#folder) },
      isQuitting: () => this.#quitting !== 'no',
      onMiniClosed: () => this.#likeMini(false),
      onWindow: (window) => this.#watch(window),
    })
  }

  get #app(): App {
    return this.#opened.app
  }

  get #folder(): string {
    const { env, platform } = this.#options
    return settingsFolder({ env, platform, homeFolder: homedir() })
  }

  get #words(): ShellWords {
    return shellWords(
      this.#app.state().settings.language,
      this.#options.electron.app.getPreferredSystemLanguages(),
    )
  }

  async start(): Promise<void> {
    const { electron, files } = this.#options
    const pages = await readStaticFiles(files.interfaceFolder)
    if (!pages.ok) throw new Error(pages.problem.sentence)
    guardSession(electron.session.defaultSession)
    electron.protocol.handle(ownScheme, (request) =>
      answerOwnPage({ files: pages.value, app: this.#app }, request),
    )
    electron.ipcMain.on(wireChannel, (event, message) => this.#bridge.hear(event, message))
    electron.Menu.setApplicationMenu(this.#options.platform === 'darwin' ? this.#macMenu() : null)
    this.#tray = openTray(electron, files, () => void this.#windows.show())
    this.#listen()
    await this.#windows.show()
    this.#links.onLink((link) => void this.#app.command({ kind: 'open-link', link }))
  }

  #listen(): void {
    const { app, globalShortcut, powerMonitor } = this.#options.electron
    const followKeys = createMediaKeys(globalShortcut, () => this.#toggle())
    this.#app.onState((state) => {
      followKeys(state)
      this.#follow(state)
    })
    this.#drawTray()
    app.on('second-instance', (_event, argv) => {
      this.#links.put(linkIn(argv))
      void this.#windows.show()
    })
    app.on('activate', () => void this.#windows.show())
    app.on('window-all-closed', () => {
      if (this.#options.platform !== 'darwin') app.quit()
    })
    app.on('before-quit', (event) => this.#beforeQuit(event))
    powerMonitor.on('suspend', () => this.#opened.log.info({}, 'the machine falls asleep'))
    powerMonitor.on('resume', () => this.#opened.woke())
    void this.#lookForUpdate()
  }

  /** Does what a change of the state asks of the shell. */
  #follow(state: AppState): void {
    const before = this.#shown
    this.#shown = state
    if (before.settings !== state.settings || before.companion.room !== state.companion.room) {
      this.#drawTray()
      this.#windows.showMini(wantsMini(state))
      if (!before.settings.updates && state.settings.updates) void this.#lookForUpdate()
    }
    if (this.#windows.main()?.isFocused() === true) return
    for (const { title, body, place } of tidingsBetween(before, state, this.#words)) {
      this.#notify(title, body, () => void this.#windows.show(place))
    }
  }

  #notify(title: string, body: string, onClick: () => void): void {
    const { Notification } = this.#options.electron
    if (!Notification.isSupported()) return
    const notification = new Notification({ title, body })
    notification.on('click', onClick)
    notification.show()
  }

  /** Only anew when it says something else: a menu that is open must not be taken away, and rooms change all the time. */
  #drawTray(): void {
    const { Menu, app } = this.#options.electron
    const says = trayFace(this.#app.state(), this.#words)
    if (says === this.#traySays) return
    this.#traySays = says
    const template = trayMenu(this.#app.state(), this.#words, {
      open: () => void this.#windows.show(),
      toggle: () => this.#toggle(),
      mini: (isWanted) => this.#likeMini(isWanted),
      quit: () => app.quit(),
    })
    this.#tray?.setContextMenu(Menu.buildFromTemplate(template))
  }

  #toggle(): void {
    void this.#app.command({ kind: 'companion', command: { kind: 'toggle' } })
  }

  #likeMini(miniOnTop: boolean): void {
    void this.#app.command({ kind: 'change-settings', change: { miniOnTop } })
  }

  /** Without a menu of its own an app on macOS has no copy and paste. */
  #macMenu(): Electron.Menu {
    const roles = ['appMenu', 'editMenu', 'windowMenu'] as const
    return this.#options.electron.Menu.buildFromTemplate(roles.map((role) => ({ role })))
  }

  #watch(window: BrowserWindow): void {
    watchWindow(window, {
      ...{ clock: createSystemClock(), dialog: this.#options.electron.dialog, words: () => this.#words },
      onPageGone: () => this.#bridge.forget(window.webContents.id),
      onTrouble: (what) => this.#opened.log.warn({ what }, 'a window is in trouble'),
    })
  }

  /** First whoever quits is asked, if others would lose their room; then the app is closed, and only then it ends. */
  #beforeQuit(event: { preventDefault(): void }): void {
    if (this.#quitting === 'ended') return
    event.preventDefault()
    if (this.#quitting !== 'no') return
    this.#quitting = 'asked'
    void this.#quit()
  }

  async #quit(): Promise<void> {
    const { app } = this.#options.electron
    if (wouldEndRooms(this.#app.state()) && !(await this.#mayEndRooms())) {
      this.#quitting = 'no'
      return
    }
    this.#quitting = 'ending'
    this.#bridge.close()
    await Promise.all([this.#windows.keepPlace(), this.#app.close()]).catch(this.#onFault)
    this.#quitting = 'ended'
    app.quit()
  }

  async #mayEndRooms(): Promise<boolean> {
    const { roomsEnd, roomsEndMore, stay, quit } = this.#words
    return this.#ask({ message: roomsEnd, detail: roomsEndMore, buttons: [stay, quit] })
  }

  /** True = the second of the two buttons. */
  async #ask(question: { message: string; detail: string; buttons: [string, string] }): Promise<boolean> {
    const asked = { type: 'question' as const, ...question, defaultId: 0, cancelId: 0, noLink: true }
    const { response } = await this.#options.electron.dialog.showMessageBox(asked)
    return response === 1
  }

  async #lookForUpdate(): Promise<void> {
    const { electron, loadUpdater } = this.#options
    if (!this.#app.state().settings.updates) return
    const looked = await lookForUpdate({
      isPackaged: electron.app.isPackaged,
      resourcesFolder: process.resourcesPath,
      loadUpdater,
      onReady: () =>
        this.#notify(this.#words.updateReady, this.#words.updateReadyMore, () => electron.app.quit()),
    })
    if (looked === 'failed') this.#opened.log.warn({}, 'looking for a newer app failed')
  }

  #openApp(): OpenedApp {
    const { electron, files, env, platform } = this.#options
    const { safeStorage, utilityProcess } = electron
    return openApp({
      ...{ shell: 'electron' as const, env },
      canUpdate: canUpdate({ isPackaged: electron.app.isPackaged, resourcesFolder: process.resourcesPath }),
      vault: createKeychainVault({
        keychain: safeStorage,
        platform,
        mayKeepInFile: () => this.#mayKeepInFile(),
      }),
      startServer: createServerStarter({
        clock: createSystemClock(),
        dataDir: sessionServerFolder({ settingsFolder: this.#folder }),
        fork: () => utilityProcess.fork(files.serverProcess, [], { serviceName: 'Lockstep session server' }),
        onNews: (news) => this.#onServerNews(news),
      }),
    })
  }

  #onServerNews(news: 'died' | 'back' | 'lost'): void {
    this.#opened.log.error({ news }, 'the session server process')
    if (news === 'died') return
    const { serverBack, serverLost } = this.#words
    const body = news === 'back' ? serverBack : serverLost
    this.#notify('Lockstep', body, () => void this.#windows.show())
  }

  #mayKeepInFile(): Promise<boolean> {
    const { noKeychain, noKeychainMore, keepForNow, keepInFile } = this.#words
    return this.#ask({ message: noKeychain, detail: noKeychainMore, buttons: [keepForNow, keepInFile] })
  }
}
