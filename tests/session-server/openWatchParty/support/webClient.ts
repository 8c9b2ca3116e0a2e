import { once } from 'node:events'
import { WebSocket } from 'ws'
import { realComplaint } from './realValidator.ts'
import { strictFrameSchema, type StrictFrame, type StrictFrameOf } from './strictFrames.ts'

/** A web client over a real socket. Every frame that it is told has to be one that strict clients take. */
export class WebClient {
  readonly heard: StrictFrame[] = []
  /** How many frames of `heard` a test has looked at. */
  seen = 0
  closed: { code: number; reason: string } | null = null
  readonly #socket: WebSocket
  readonly #waiting = new Set<() => void>()

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (raw: Buffer) => {
      const frame = strictFrameSchema.safeParse(JSON.parse(raw.toString('utf8')))
      if (!frame.success) throw new Error(`A strict client would drop ${raw.toString('utf8')}`)
      const complaint = realComplaint(frame.data)
      if (complaint !== null) throw new Error(`The real client drops ${raw.toString('utf8')}: ${complaint}`)
      this.heard.push(frame.data)
      for (const check of [...this.#waiting]) check()
    })
    socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString('utf8') }
      for (const check of [...this.#waiting]) check()
    })
  }

  static async connect(port: number, options: { origin?: string } = {}): Promise<WebClient> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, options)
    const client = new WebClient(socket)
    await once(socket, 'open')
    return client
  }

  get id(): string {
    const hello = this.heard.find((frame) => frame.type === 'client_hello')
    return hello?.payload.client_id ?? ''
  }

  get roomId(): string {
    return this.heard.findLast((frame) => frame.type === 'room_state')?.room ?? ''
  }

  send(frame: object): void {
    this.#socket.send(JSON.stringify({ ts: Date.now(), ...frame }))
  }

  sendRaw(frame: string | Buffer): void {
    this.#socket.send(frame)
  }

  close(): void {
    this.#socket.close()
  }

  /** What is told from now on piles up. */
  stopReading(): void {
    this.#socket.pause()
  }

  cut(): void {
    this.#socket.terminate()
  }

  /** The first frame of a type after those seen that fits, now or as soon as it comes; everything before it is seen. */
  hears<Type extends StrictFrame['type']>(
    type: Type,
    fits: (frame: StrictFrameOf<Type>) => boolean = () => true,
  ): Promise<StrictFrameOf<Type>> {
    const isIt = (frame: StrictFrame): frame is StrictFrameOf<Type> =>
      frame.type === type && fits(frame as StrictFrameOf<Type>)
    return new Promise((resolve) => {
      const check = () => {
        const found = this.heard.slice(this.seen).find(isIt)
        if (found === undefined) return
        this.#waiting.delete(check)
        this.seen = this.heard.indexOf(found) + 1
        resolve(found)
      }
      this.#waiting.add(check)
      check()
    })
  }

  /** Resolves when the server has closed. */
  ends(): Promise<{ code: number; reason: string }> {
    return new Promise((resolve) => {
      const check = () => {
        if (this.closed === null) return
        this.#waiting.delete(check)
        resolve(this.closed)
      }
      this.#waiting.add(check)
      check()
    })
  }

  /** The same, leaving what was told unseen. */
  async settledBeside(): Promise<void> {
    const { seen } = this
    await this.settled()
    this.seen = Math.min(this.seen, seen)
  }

  /** Everything that was told has come once this has: answers are given in order. */
  async settled(): Promise<void> {
    const stamp = Math.floor(Math.random() * 1e9) + 1
    this.send({ type: 'ping', payload: { client_ts: stamp } })
    await this.hears('pong', ({ payload }) => payload.client_ts === stamp)
  }
}
