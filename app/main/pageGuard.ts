import { isOwnPage } from './ownPages.ts'

/** An event of Electron's that can be stopped. */
export interface Preventable {
  preventDefault(): void
}

/** What of a window's contents is guarded. */
export interface GuardedContents {
  setWindowOpenHandler(handler: (asked: { readonly url: string }) => { action: 'deny' }): void
  on(event: 'will-navigate' | 'will-redirect', listener: (event: Preventable, url: string) => void): unknown
  on(event: 'will-frame-navigate', listener: (event: Preventable & { readonly url: string }) => void): unknown
  on(event: 'will-attach-webview', listener: (event: Preventable) => void): unknown
}

export interface GuardedSession {
  setPermissionRequestHandler(
    handler: (contents: unknown, permission: string, answer: (granted: boolean) => void) => void,
  ): void
  setPermissionCheckHandler(handler: (contents: unknown, permission: string) => boolean): void
  setDevicePermissionHandler(handler: () => boolean): void
}

/** The one thing that a page may do beyond showing itself: put a link into the clipboard when a button is pressed. */
const allowed = new Set(['clipboard-sanitized-write'])

/**
 * Keeps a window at the app's own pages: no other page, no window beside it, no frame or view of anything else. A web
 * address that somebody clicks opens in their browser.
 */
export function guardContents(contents: GuardedContents, openOutside: (url: string) => void): void {
  contents.setWindowOpenHandler(({ url }) => {
    if (isForBrowsers(url)) openOutside(url)
    return { action: 'deny' }
  })
  const stay = (event: Preventable, url: string) => {
    if (isOwnPage(url)) return
    event.preventDefault()
    if (isForBrowsers(url)) openOutside(url)
  }
  contents.on('will-navigate', stay)
  contents.on('will-redirect', (event, url) => {
    if (!isOwnPage(url)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

/** Pages get no camera, no place, no device, no notification of their own. */
export function guardSession(session: GuardedSession): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(allowed.has(permission)))
  session.setPermissionCheckHandler((_contents, permission) => allowed.has(permission))
  session.setDevicePermissionHandler(() => false)
}

/** Nothing but the web leaves the app: other schemes start programs. */
function isForBrowsers(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && url.protocol === 'https:' && url.username === '' && url.password === ''
}
