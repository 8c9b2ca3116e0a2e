import type { WebSocket } from 'ws'
import { wireOver } from '../../platform/webSocketWire.ts'
import { bridgeCloses } from '../../protocol/bridge/bridgeCloses.ts'
import type { Wire } from '../../protocol/wire.ts'

/** A window that has not read this much is not reading at all; it may come back for a snapshot. */
const mostUnreadBytes = 8 << 20
const pingEveryMs = 20_000

/** The wire of a window over its WebSocket. Windows that fall silent or do not read are let go. */
export function windowWire(socket: WebSocket): Wire {
  const wire = wireOver(socket)
  let isAlive = true
  const heartbeat = setInterval(() => {
    if (!isAlive) return socket.terminate()
    isAlive = false
    socket.ping()
  }, pingEveryMs)
  socket.on('pong', () => (isAlive = true))
  socket.on('close', () => clearInterval(heartbeat))
  // Frames are text; one that is not would otherwise go unheard.
  socket.on('message', (_bytes, isBinary) => {
    if (isBinary) wire.close(bridgeCloses.notUnderstood.code, bridgeCloses.notUnderstood.reason)
  })
  return {
    ...wire,
    send: (frame) => {
      if (socket.bufferedAmount <= mostUnreadBytes) return wire.send(frame)
      wire.close(bridgeCloses.tooSlow.code, bridgeCloses.tooSlow.reason)
      socket.terminate()
    },
  }
}
