import type { Socket } from 'node:net'
import type { PlayerResult } from '../player.ts'
import { failure, success } from '../../protocol/result.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import { createLineReader } from './ipcLines.ts'
import { readIpcLine } from './ipcMessages.ts'
import type { IpcEvent, IpcMessage, IpcReplyMessage } from './ipcMessages.ts'
import { commandRefused, connectionLost, noAnswer, notAvailable } from './mpvProblems.ts'

/** Positional (`['seek', 5, 'absolute']`) or with named arguments, as MPV's manual describes both. */
export type IpcCommand =
  | readonly [name: string, ...rest: readonly unknown[]]
  | { readonly name: string; readonly [argument: string]: unknown }

export interface IpcReply {
  readonly data: unknown
  /** Local clock around the request: what MPV answered was true somewhere in between. */
  readonly sentAtMs: number
  readonly receivedAtMs: number
}

export interface IpcRequestOptions {
  /** Default 3,000 ms: MPV answers in well under one, except for commands that load something. */
  readonly timeoutMs?: number
  /** MPV runs the command beside others instead of holding every later request back. */
  readonly background?: boolean
}

/** The longest line kept; a track list of a hundred subtitles is about 50 kB. */
export const MAXIMUM_LINE = 4 * 1024 * 1024
export const DEFAULT_TIMEOUT_MS = 3000

interface Pending {
  readonly name: string
  readonly sentAtMs: number
  readonly resolve: (result: PlayerResult<IpcReply>) => void
  readonly cancelTimeout: Cancel
}

/** MPV's JSON IPC over one socket. Every request ends: with a reply, a refusal, a timeout or the socket's end. */
export class IpcClient {
  readonly #socket: Socket
  readonly #clock: Clock
  readonly #lines = createLineReader(MAXIMUM_LINE)
  readonly #pending = new Map<number, Pending>()
  readonly #observed = new Map<number, (value: unknown) => void>()
  readonly #eventListeners = new Set<(event: IpcEvent) => void>()
  readonly #closeListeners = new Set<() => void>()
  #lastId = 0
  #heard = 0
  #closed = false

  constructor(socket: Socket, clock: Clock) {
    this.#socket = socket
    this.#clock = clock
    socket.on('data', (bytes) => this.#takeBytes(bytes))
    socket.on('close', () => this.#takeClose())
    // Whatever the error was, 'close' follows it.
    socket.on('error', () => {})
  }

  request(command: IpcCommand, options: IpcRequestOptions = {}): Promise<PlayerResult<IpcReply>> {
    if (this.#closed) return Promise.resolve(failure(connectionLost()))
    const { timeoutMs = DEFAULT_TIMEOUT_MS, background = false } = options
    const id = this.#nextId()
    const name = nameOf(command)
    return new Promise((resolve) => {
      const giveUp = () => this.#finish(id, () => failure(noAnswer(name, timeoutMs)))
      const cancelTimeout = this.#clock.after(timeoutMs, giveUp)
      this.#pending.set(id, { name, sentAtMs: this.#clock.nowMs(), resolve, cancelTimeout })
      this.#write({ command, request_id: id, ...(background ? { async: true } : {}) })
    })
  }

  /** The first value told may still be that of a previous file. */
  observeProperty(name: string, listener: (value: unknown) => void): Cancel {
    const id = this.#nextId()
    this.#observed.set(id, listener)
    void this.request(['observe_property', id, name])
    return () => {
      if (this.#observed.delete(id)) void this.request(['unobserve_property', id])
    }
  }

  onEvent(listener: (event: IpcEvent) => void): Cancel {
    return subscribe(this.#eventListeners, listener)
  }

  /** Called once, after all pending requests have failed; soon, when it is closed already. */
  onClose(listener: () => void): Cancel {
    if (this.#closed) queueMicrotask(listener)
    return subscribe(this.#closeListeners, listener)
  }

  /** How many lines MPV has said so far: a sign of life. */
  get heard(): number {
    return this.#heard
  }

  get pending(): number {
    return this.#pending.size
  }

  close(): void {
    this.#socket.destroy()
    this.#takeClose()
  }

  #nextId(): number {
    this.#lastId += 1
    return this.#lastId
  }

  #write(message: object): void {
    this.#socket.write(`${JSON.stringify(message)}\n`)
  }

  #takeBytes(bytes: Buffer): void {
    const receivedAtMs = this.#clock.nowMs()
    for (const line of this.#lines.push(bytes)) {
      this.#heard += 1
      this.#takeMessage(readIpcLine(line), receivedAtMs)
    }
  }

  #takeMessage(message: IpcMessage, receivedAtMs: number): void {
    switch (message.kind) {
      case 'event':
        return this.#takeEvent(message.event)
      case 'reply': {
        const { reply } = message
        return this.#finish(reply.request_id, (request) => asResult(reply, request, receivedAtMs))
      }
      case 'garbage':
        return
    }
  }

  #takeEvent(event: IpcEvent): void {
    if (event.event === 'property-change') this.#observed.get(event.id ?? 0)?.(event.data ?? null)
    else for (const listener of [...this.#eventListeners]) listener(event)
  }

  #finish(id: number, resultOf: (request: Pending) => PlayerResult<IpcReply>): void {
    const request = this.#pending.get(id)
    if (request === undefined) return
    this.#pending.delete(id)
    request.cancelTimeout()
    request.resolve(resultOf(request))
  }

  #takeClose(): void {
    if (this.#closed) return
    this.#closed = true
    for (const id of [...this.#pending.keys()]) this.#finish(id, () => failure(connectionLost()))
    for (const listener of [...this.#closeListeners]) listener()
  }
}

function asResult(reply: IpcReplyMessage, request: Pending, receivedAtMs: number): PlayerResult<IpcReply> {
  if (reply.error === 'success')
    return success({ data: reply.data, sentAtMs: request.sentAtMs, receivedAtMs })
  if (reply.error === 'property unavailable') return failure(notAvailable(request.name))
  return failure(commandRefused(request.name, reply.error))
}

/** What a sentence calls the command: a property by its name, anything else by the command's. */
function nameOf(command: IpcCommand): string {
  if (!isPositional(command)) return command.name
  const [name, first] = command
  return name.endsWith('_property') ? String(first) : name
}

const isPositional = (command: IpcCommand): command is Extract<IpcCommand, readonly unknown[]> =>
  Array.isArray(command)

function subscribe<Listener>(listeners: Set<Listener>, listener: Listener): Cancel {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
