import type { Problem } from '../protocol/problem.ts'
import { failure, success, type Result } from '../protocol/result.ts'
import type { Wire, WireClose } from '../protocol/wire.ts'
import type { Clock } from '../sync/clock.ts'
import { createWireEnds } from './wireEnds.ts'

/** What Node's global WebSocket, browsers' and those of the package ws have in common. */
export interface WebSocketLike {
  readonly readyState: number
  send(frame: string): void
  close(code?: number, reason?: string): void
  addEventListener(type: 'open' | 'error', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(
    type: 'close',
    listener: (event: { readonly code: number; readonly reason: string }) => void,
  ): void
}

export type WebSocketConstructor = new (url: string) => WebSocketLike

export interface WebSocketAddress {
  readonly url: string
  readonly WebSocket: WebSocketConstructor
  readonly clock: Clock
  /** How long opening may take. */
  readonly withinMs: number
}

/** `readyState` of an open WebSocket, by the WebSocket standard. */
const open = 1

/** Connects. The failure says that nobody answered at the address, which is all that WebSockets let one know. */
export async function openWebSocketWire(address: WebSocketAddress): Promise<Result<Wire, Problem>> {
  const socket = newSocket(address)
  if (socket === null) return failure(unreachable(address.url))
  const wire = wireOver(socket)
  const isOpen = await new Promise<boolean>((resolve) => {
    const cancel = address.clock.after(address.withinMs, () => settle(false))
    const settle = (opened: boolean) => {
      cancel()
      resolve(opened)
    }
    socket.addEventListener('open', () => settle(true))
    socket.addEventListener('close', () => settle(false))
  })
  if (isOpen) return success(wire)
  wire.close()
  return failure(unreachable(address.url))
}

/** A wire over a socket that is open or about to be. */
export function wireOver(socket: WebSocketLike): Wire {
  const ends = createWireEnds()
  socket.addEventListener('message', ({ data }) => {
    if (typeof data === 'string') ends.deliver(data)
  })
  socket.addEventListener('error', () => undefined)
  socket.addEventListener('close', ({ code, reason }) => ends.end({ code, reason }))
  return {
    send: (frame) => {
      if (socket.readyState === open) socket.send(frame)
    },
    onMessage: ends.onMessage,
    onClose: ends.onClose,
    close: (code, reason) => {
      const { code: allowed, reason: short } = closeWith(code, reason)
      socket.close(allowed, short)
    },
  }
}

function newSocket({ url, WebSocket }: WebSocketAddress): WebSocketLike | null {
  try {
    return new WebSocket(url)
  } catch {
    return null
  }
}

/** Applications may close with 1000 and 3000..4999 only, with at most 123 bytes of reason (WebSocket standard). */
function closeWith(code = 1000, reason = ''): WireClose {
  const isAllowed = code === 1000 || (code >= 3000 && code <= 4999)
  return { code: isAllowed ? code : 1000, reason: reason.slice(0, 40) }
}

const unreachable = (url: string): Problem => ({
  code: 'session-server-unreachable',
  sentence: `No session server answers at ${url}.`,
  nextStep: 'Check the address and that the server is running.',
})
