import { describe, expect, it } from 'vitest'
import { addressOfScreen, answerOwnPage, isOwnPage } from '../../../app/main/ownPages.ts'
import { guardContents, guardSession, type Preventable } from '../../../app/main/pageGuard.ts'
import type { Picture } from '../../../companion/app/libraryDesk.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { failure, success, type Result } from '../../../protocol/result.ts'

const none: Problem = { code: 'no-picture', sentence: 'None.', nextStep: '' }
const files = new Map([
  ['/index.html', { type: 'text/html; charset=utf-8', bytes: Buffer.from('<p>'), isHashed: false }],
  ['/assets/a-12345678.js', { type: 'text/javascript', bytes: Buffer.from('1'), isHashed: true }],
])
const picture = (name: string): Promise<Result<Picture, Problem>> =>
  Promise.resolve(
    name === 'there'
      ? success({ type: 'image/png', length: 6, body: new Blob(['pixels']).stream() })
      : failure(none),
  )

const ask = (url: string, method = 'GET') =>
  answerOwnPage({ files, app: { picture } }, { url, method, signal: new AbortController().signal })

describe('the own pages of the app', () => {
  it('[EL5] are the built files, under a strict policy', async () => {
    const page = await ask(addressOfScreen())
    expect(page.status).toBe(200)
    expect(await page.text()).toBe('<p>')
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'")
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await ask('app://lockstep/assets/a-12345678.js')).status).toBe(200)
  })

  it.each([
    'app://lockstep/../main/app/main/main.js',
    'app://lockstep/%2e%2e/main.js',
    'app://lockstep//etc/passwd',
    'app://lockstep/assets/..%2f..%2fpackage.json',
    'app://lockstep/assets/',
    'app://lockstep/pictures/absent',
    'app://lockstep/pictures/../index.html/x',
  ])('[EL5] are nothing else: %s', async (url) => {
    expect((await ask(url)).status).toBe(404)
  })

  it('[EL5] are only read, and only under their own name', async () => {
    expect((await ask('app://lockstep/', 'POST')).status).toBe(405)
    expect((await ask('app://elsewhere/')).status).toBe(403)
    expect(isOwnPage('app://lockstep/#/library')).toBe(true)
    expect(isOwnPage('nonsense')).toBe(false)
  })

  it('[EL5] show pictures of the library', async () => {
    const shown = await ask('app://lockstep/pictures/there')
    expect(shown.headers.get('content-type')).toBe('image/png')
    expect(await shown.text()).toBe('pixels')
  })
})

/** A window's contents that a test pushes. */
function guarded() {
  const outside: string[] = []
  const listeners = new Map<string, (event: Preventable & { url: string }, url: string) => void>()
  const handlers: ((asked: { url: string }) => { action: string })[] = []
  const contents = {
    setWindowOpenHandler: (handler: (asked: { url: string }) => { action: 'deny' }) =>
      void handlers.push(handler),
    on: (event: string, listener: (event: Preventable & { url: string }, url: string) => void) =>
      void listeners.set(event, listener),
  }
  guardContents(contents, (url) => outside.push(url))
  const isStopped = (event: string, url: string) => {
    let stopped = false
    listeners.get(event)?.({ url, preventDefault: () => (stopped = true) }, url)
    return stopped
  }
  return { outside, isStopped, opens: (url: string) => handlers[0]?.({ url }).action }
}

describe('the guard of windows', () => {
  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])(
    '[EL6] keeps %s at own pages',
    (event) => {
      const { isStopped } = guarded()
      expect(isStopped(event, 'app://lockstep/#/library')).toBe(false)
      for (const url of [
        'https://example.org/',
        'file:///etc/passwd',
        'app://elsewhere/',
        'javascript:alert(1)',
      ])
        expect(isStopped(event, url)).toBe(true)
      expect(isStopped('will-attach-webview', '')).toBe(true)
    },
  )

  it('[EL6] opens no window, and hands web addresses to the browser', () => {
    const { opens, outside } = guarded()
    for (const url of [
      'https://mpv.io/',
      'http://mpv.io/',
      'file:///bin/sh',
      'smb://x/y',
      'https://me:pw@mpv.io/',
    ])
      expect(opens(url)).toBe('deny')
    expect(outside).toEqual(['https://mpv.io/'])
  })

  it('[EL6] gives pages no permission but to copy', () => {
    const granted: Record<string, boolean> = {}
    let check: (contents: unknown, permission: string) => boolean = () => true
    let device = true
    guardSession({
      setPermissionRequestHandler: (handler) => {
        for (const name of [
          'media',
          'geolocation',
          'notifications',
          'clipboard-read',
          'clipboard-sanitized-write',
        ])
          handler(null, name, (isGranted) => (granted[name] = isGranted))
      },
      setPermissionCheckHandler: (handler) => (check = handler),
      setDevicePermissionHandler: (handler) => (device = handler()),
    })
    expect(Object.entries(granted).filter(([, isGranted]) => isGranted)).toEqual([
      ['clipboard-sanitized-write', true],
    ])
    expect(check(null, 'media')).toBe(false)
    expect(device).toBe(false)
  })
})
