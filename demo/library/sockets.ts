import { randomUUID } from 'node:crypto'
import type { RawData, WebSocket } from 'ws'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import { writeJson } from './json.ts'

/** A silent socket is reminded after 45 s and given up after 60 s; the server looks every 12 s. */
const TIMEOUT_SECONDS = 60
const REMIND_AFTER_MS = 45_000
const LOST_AFTER_MS = TIMEOUT_SECONDS * 1000
const LOOK_EVERY_MS = 12_000

export interface Sockets {
  attach(socket: WebSocket, sessionId: string, onMessage: (type: string, data: unknown) => void): void
  /** To the session's most recently active socket; false when it has none. */
  send(sessionId: string, messageType: string, data: unknown): boolean
  has(sessionId: string): boolean
  /** Closes the sockets of a session (or all), as when the line breaks: without a closing handshake. */
  drop(sessionId?: string): void
  close(): void
}

export interface SocketsOptions {
  readonly clock: Clock
  readonly lostSocketsEndSessions: boolean
  readonly onSessionEnded: (sessionId: string) => void
}

interface Line {
  readonly socket: WebSocket
  readonly sessionId: string
  lastHeardMs: number
  /** No longer looked after: it was silent for too long. */
  lost: boolean
}

export function createSockets(options: SocketsOptions): Sockets {
  const { clock } = options
  const lines = new Set<Line>()
  const linesOf = (sessionId: string) =>
    [...lines].filter((line) => line.sessionId === sessionId).sort((a, b) => b.lastHeardMs - a.lastHeardMs)
  let stopLooking: Cancel = () => undefined
  const look = () => {
    for (const line of lines) lookAfter(line, options)
    stopLooking = clock.after(LOOK_EVERY_MS, look)
  }
  const forget = (line: Line) => {
    lines.delete(line)
    if (lines.size === 0) stopLooking()
    if (linesOf(line.sessionId).length === 0) options.onSessionEnded(line.sessionId)
  }
  return {
    attach(socket, sessionId, onMessage) {
      if (lines.size === 0) stopLooking = clock.after(LOOK_EVERY_MS, look)
      const line: Line = { socket, sessionId, lastHeardMs: clock.nowMs(), lost: false }
      lines.add(line)
      socket.on('error', () => socket.terminate())
      socket.on('close', () => forget(line))
      socket.on('message', (frame) => {
        line.lastHeardMs = clock.nowMs()
        hear(line, textOf(frame), onMessage)
      })
      say(socket, 'ForceKeepAlive', TIMEOUT_SECONDS)
    },
    send(sessionId, messageType, data) {
      const line = linesOf(sessionId)[0]
      if (line) say(line.socket, messageType, data)
      return line !== undefined
    },
    has: (sessionId) => linesOf(sessionId).length > 0,
    drop: (sessionId) => {
      for (const line of lines)
        if (sessionId === undefined || line.sessionId === sessionId) line.socket.terminate()
    },
    close: () => {
      stopLooking()
      for (const line of lines) line.socket.terminate()
    },
  }
}

function lookAfter(line: Line, { clock, lostSocketsEndSessions }: SocketsOptions): void {
  const silentMs = clock.nowMs() - line.lastHeardMs
  if (line.lost) return
  if (silentMs >= LOST_AFTER_MS) {
    line.lost = true
    if (lostSocketsEndSessions) line.socket.close()
  } else if (silentMs >= REMIND_AFTER_MS) {
    say(line.socket, 'ForceKeepAlive', TIMEOUT_SECONDS)
  }
}

const textOf = (frame: RawData): string =>
  (Array.isArray(frame) ? Buffer.concat(frame) : Buffer.from(new Uint8Array(frame))).toString('utf8')

/** Incoming messages are matched case-sensitively; what cannot be read is ignored. */
function hear(line: Line, frame: string, onMessage: (type: string, data: unknown) => void): void {
  const message = parsed(frame)
  if (message === null) return
  line.lost = false
  if (message.MessageType === 'KeepAlive') say(line.socket, 'KeepAlive', undefined)
  else onMessage(message.MessageType, message.Data)
}

function parsed(frame: string): { MessageType: string; Data: unknown } | null {
  try {
    const value: unknown = JSON.parse(frame)
    if (typeof value !== 'object' || value === null || !('MessageType' in value)) return null
    const data = 'Data' in value ? value.Data : undefined
    return typeof value.MessageType === 'string' ? { MessageType: value.MessageType, Data: data } : null
  } catch {
    return null
  }
}

const say = (socket: WebSocket, messageType: string, data: unknown): void =>
  socket.send(
    writeJson({ MessageType: messageType, MessageId: randomUUID().replaceAll('-', ''), Data: data }),
  )
