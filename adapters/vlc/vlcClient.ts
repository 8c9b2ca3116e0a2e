import type { Socket } from 'node:net'
import { failure, success } from '../../protocol/result.ts'
import type { Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import { exchange } from './httpExchange.ts'
import type { HttpAddress, HttpAnswer } from './httpExchange.ts'

export interface VlcAccess extends HttpAddress {
  readonly password: string
}

/** Names and values of a query, in order; a name may come twice. */
export type VlcQuery = readonly (readonly [name: string, value: string | number])[]

/**
 * VLC's web interface. It keeps no connection, so each request has its own, and several may be under way: VLC answers
 * all of them about 20 ms after it has acted. The failure is the system's own code, `timeout`, or `status 401`.
 */
export class VlcClient {
  readonly #access: VlcAccess
  readonly #clock: Clock
  readonly #sockets = new Set<Socket>()
  #heard = 0
  #closed = false

  constructor(access: VlcAccess, clock: Clock) {
    this.#access = access
    this.#clock = clock
  }

  async get(page: string, query: VlcQuery, timeoutMs: number): Promise<Result<HttpAnswer, string>> {
    if (this.#closed) return failure('closed')
    const answer = await exchange({
      ...this.#access,
      clock: this.#clock,
      path: `${page}${queryText(query)}`,
      timeoutMs,
      onSocket: (socket) => this.#hold(socket),
    })
    if (!answer.ok) return this.#closed ? failure('closed') : answer
    this.#heard += 1
    const { status } = answer.value
    return status === 200 ? success(answer.value) : failure(`status ${status}`)
  }

  /** How many answers there were so far: a sign of life. */
  get heard(): number {
    return this.#heard
  }

  get pending(): number {
    return this.#sockets.size
  }

  close(): void {
    this.#closed = true
    for (const socket of [...this.#sockets]) socket.destroy()
  }

  #hold(socket: Socket): void {
    this.#sockets.add(socket)
    socket.on('close', () => this.#sockets.delete(socket))
  }
}

/** VLC reads percent signs everywhere, and a plus as itself. */
const queryText = (query: VlcQuery): string =>
  query.length === 0
    ? ''
    : `?${query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`
