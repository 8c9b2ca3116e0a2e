import { EventEmitter } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { chromium, type BrowserContext, type Page, type Route } from 'playwright-core'
import { app } from './fakeApp.ts'
import { pageScript } from './pageScript.ts'
import { asApp, asWeb, webOrigin } from './schemeMap.ts'

export const ipcMain = new EventEmitter()

type Handler = (request: Request) => Response | Promise<Response>
const handlers = new Map<string, Handler>()

export const protocol = {
  registerSchemesAsPrivileged: (): void => {
    if (app.isReady()) throw new Error('schemes are registered before the app is ready')
  },
  handle: (scheme: string, handler: Handler) => void handlers.set(scheme, handler),
}

const shared: { context: Promise<BrowserContext> | null; windows: BrowserWindow[]; lastId: number } = {
  context: null,
  windows: [],
  lastId: 0,
}

async function connect(): Promise<BrowserContext> {
  const browser = await chromium.connectOverCDP(process.env['FAKE_ELECTRON_CDP'] ?? '')
  const [context] = browser.contexts()
  if (context === undefined) throw new Error('Chromium has no context')
  return context
}

interface Preferences {
  readonly preload: string
  readonly sandbox: boolean
  readonly contextIsolation: boolean
  readonly nodeIntegration: boolean
}

interface WindowWish {
  readonly icon?: string
  readonly webPreferences: Preferences
}

class WebContents extends EventEmitter {
  readonly id = ++shared.lastId
  mainFrame = { url: '' }
  openHandler: (asked: { url: string }) => { action: 'deny' } = () => ({ action: 'deny' })
  readonly #page: Promise<Page>
  #queue: Promise<unknown> = Promise.resolve()
  #isDestroyed = false

  constructor(page: Promise<Page>) {
    super()
    this.#page = page
  }

  setWindowOpenHandler(handler: (asked: { url: string }) => { action: 'deny' }): void {
    this.openHandler = handler
  }

  send(channel: string, message: unknown): void {
    const copy = structuredClone(message)
    this.#queue = this.#queue.then(async () => {
      const page = await this.#page
      const tell = ([to, what]: [string, unknown]) =>
        (window as unknown as { __fromMain?: (c: string, m: unknown) => void }).__fromMain?.(to, what)
      await page.evaluate(tell, [channel, copy] as [string, unknown]).catch(() => undefined)
    })
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }

  destroyed(): void {
    this.#isDestroyed = true
    this.emit('destroyed')
  }

  reload(): void {
    void this.#page.then((page) => page.reload()).catch(() => undefined)
  }

  forcefullyCrashRenderer(): void {
    this.emit('render-process-gone', {}, { reason: 'killed' })
  }
}

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents
  readonly #page: Promise<Page>
  #isLoadingOwn = false
  #isVisible = false
  isOnTop = false

  constructor(wish: WindowWish) {
    super()
    const { preload, ...safety } = wish.webPreferences
    if (!safety.sandbox || !safety.contextIsolation || safety.nodeIntegration) {
      throw new Error('a window that is not sandboxed')
    }
    if (wish.icon !== undefined && !existsSync(wish.icon)) throw new Error(`there is no ${wish.icon}`)
    this.#page = this.#openPage(readFileSync(preload, 'utf8'))
    this.webContents = new WebContents(this.#page)
    shared.windows.push(this)
  }

  static getAllWindows(): BrowserWindow[] {
    return shared.windows
  }

  async loadURL(address: string): Promise<void> {
    const page = await this.#page
    this.#isLoadingOwn = true
    await page.goto(asWeb(address)).finally(() => (this.#isLoadingOwn = false))
    this.emit('ready-to-show')
  }

  show(): void {
    this.#isVisible = true
  }

  hide(): void {
    this.#isVisible = false
  }

  isVisible(): boolean {
    return this.#isVisible
  }

  focus(): void {}
  restore(): void {}
  maximize(): void {}
  isMinimized = () => false
  isMaximized = () => false
  isFocused = () => false
  isDestroyed = () => this.webContents.isDestroyed()
  getNormalBounds = () => ({ x: 10, y: 10, width: 900, height: 700 })

  setAlwaysOnTop(isOnTop: boolean): void {
    this.isOnTop = isOnTop
  }

  close(): void {
    let isPrevented = false
    this.emit('close', { preventDefault: () => (isPrevented = true) })
    if (isPrevented) return
    shared.windows = shared.windows.filter((window) => window !== this)
    void this.#page.then((page) => page.close())
    this.webContents.destroyed()
    this.emit('closed')
    if (shared.windows.length === 0) app.emit('window-all-closed')
  }

  async #openPage(preload: string): Promise<Page> {
    shared.context ??= connect()
    const page = await (await shared.context).newPage()
    await page.exposeBinding('__toMain', ({ frame }, channel: string, message: unknown) => {
      const { mainFrame } = this.webContents
      mainFrame.url = asApp(page.mainFrame().url())
      const isMain = frame === page.mainFrame()
      const senderFrame = isMain ? mainFrame : { url: asApp(frame.url()) }
      ipcMain.emit(channel, { sender: this.webContents, senderFrame }, message)
    })
    await page.addInitScript({ content: pageScript(preload) })
    await page.route('**/*', (route) => this.#answer(page, route))
    await page.exposeBinding('__toOpen', (_source, address: string) => {
      this.webContents.openHandler({ url: asApp(address) })
    })
    return page
  }

  async #answer(page: Page, route: Route): Promise<void> {
    const request = route.request()
    const address = asApp(request.url())
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) {
      if (!this.#isLoadingOwn && !this.#mayNavigate(address)) return route.abort('aborted')
      this.webContents.emit('did-start-navigation', {
        isMainFrame: true,
        isSameDocument: false,
        url: address,
      })
    }
    const handler = handlers.get('app')
    if (!request.url().startsWith(webOrigin) || handler === undefined) return route.abort('aborted')
    const response = await handler(new Request(address, { method: request.method() }))
    await route
      .fulfill({
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: Buffer.from(await response.arrayBuffer()),
      })
      .catch(() => undefined)
  }

  #mayNavigate(address: string): boolean {
    let isPrevented = false
    this.webContents.emit('will-navigate', { preventDefault: () => (isPrevented = true) }, address)
    return !isPrevented
  }
}
