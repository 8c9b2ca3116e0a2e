import { WebSocket } from 'ws'
import type { Dialect, Heard } from './dialect.ts'

/** One client of the load: a socket, what it has heard, and how many bytes came before it had settled. */
export class LoadMember {
  bytes = 0
  /** Why the server ended it; null while it goes on. */
  endedBy: string | null = null
  readonly #socket: WebSocket
  readonly #joined: Promise<string>

  constructor(address: LoadAddress, hear: (heard: Heard) => void) {
    const { url, dialect, localAddress, opening } = address
    // A mask of zeros is a mask: the generator saves the work, the server does not notice.
    this.#socket = new WebSocket(`${url}${dialect.path}`, {
      localAddress,
      perMessageDeflate: false,
      skipUTF8Validation: true,
      generateMask: (mask) => void mask.fill(0),
    })
    this.#socket.on('open', () => {
      for (const frame of opening) this.#socket.send(frame)
    })
    this.#joined = new Promise((resolve, reject) => {
      this.#socket.on('error', reject)
      this.#socket.on('close', (code, reason) => {
        this.endedBy ??= `${code} ${reason.toString()}`
        reject(new Error(`A member of the load was turned away: ${this.endedBy}`))
      })
      this.#socket.on('message', (frame: Buffer) => {
        this.bytes += frame.length
        const heard = dialect.read(frame)
        if (heard.kind === 'joined') resolve(heard.roomKey)
        else if (heard.kind === 'end') this.endedBy ??= heard.why
        else hear(heard)
      })
    })
    this.#joined.catch(() => undefined)
  }

  /** The key of the room, when the member has its place in it. */
  joined(): Promise<string> {
    return this.#joined
  }

  send(frame: string): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(frame)
  }

  close(): void {
    this.#socket.terminate()
  }
}

export interface LoadAddress {
  readonly url: string
  readonly dialect: Dialect
  /** 127.0.0.x: many of them, because one address has too few ports for all sockets. */
  readonly localAddress: string
  readonly opening: readonly string[]
}
