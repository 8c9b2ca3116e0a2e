import { openWebSocketWire, type WebSocketConstructor } from '../../../platform/webSocketWire.ts'
import { keyInFragment, shellRoutes } from '../../../protocol/bridge/shellRoutes.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { failure, success, type Failure } from '../../../protocol/result.ts'
import type { Wire } from '../../../protocol/wire.ts'
import type { Clock } from '../../../sync/clock.ts'
import type { NoWire, OpenWire } from './appLink.ts'
import { clientProblems } from './clientProblems.ts'

/** How long the app may take to answer on loopback before it is tried again. */
const withinMs = 5000

/** The wire that Electron's preload gave this window. It is the only one: after its end the window has to be loaded anew. */
export function onlyWire(wire: Wire): OpenWire {
  let isTaken = false
  return () => {
    if (isTaken) return Promise.resolve(noWire(true, clientProblems.ended))
    isTaken = true
    return Promise.resolve(success(wire))
  }
}

export interface BrowserParts {
  readonly location: Pick<Location, 'host' | 'protocol' | 'hash'>
  readonly fetch: (path: string, request: RequestInit) => Promise<Pick<Response, 'status'>>
  readonly WebSocket: WebSocketConstructor
  readonly clock: Clock
  /** Takes the key out of the address bar, once it was exchanged. */
  readonly forgetKey: () => void
}

/** Wires to the browser shell. The key of the address is exchanged first, once, for a cookie that opens everything else. */
export function browserWires(browser: BrowserParts): OpenWire {
  let key = keyInFragment(browser.location.hash)
  const url = `${browser.location.protocol.replace('http', 'ws')}//${browser.location.host}${shellRoutes.wire}`
  return async () => {
    const status = await statusOf(browser, key)
    if (status === null) return noWire(false, clientProblems.gone)
    if (status >= 400)
      return status < 500 ? noWire(true, unknownAt(browser)) : noWire(false, clientProblems.gone)
    if (key !== null) browser.forgetKey()
    key = null
    const opened = await openWebSocketWire({
      url,
      WebSocket: browser.WebSocket,
      clock: browser.clock,
      withinMs,
    })
    return opened.ok ? opened : noWire(false, clientProblems.gone)
  }
}

/** Where a new address is to be had: a key is good once, and every key is over when the app is started again. */
const unknownAt = ({ location }: BrowserParts): Problem =>
  /^(127\.0\.0\.1|localhost)(:|$)/.test(location.host)
    ? clientProblems.unknownWindow
    : clientProblems.unknownRemote

/** What the shell says about this window; null = it does not answer. A key that is used up may leave a good cookie. */
async function statusOf(browser: BrowserParts, key: string | null): Promise<number | null> {
  const ask = (request: RequestInit) => browser.fetch(shellRoutes.session, { cache: 'no-store', ...request })
  try {
    const exchanged = key === null ? null : await ask(exchangeOf(key))
    if (exchanged !== null && exchanged.status < 400) return exchanged.status
    return (await ask({ method: 'GET' })).status
  } catch {
    return null
  }
}

const exchangeOf = (key: string): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ key }),
})

const noWire = (isFinal: boolean, problem: Problem): Failure<NoWire> => failure({ isFinal, problem })
