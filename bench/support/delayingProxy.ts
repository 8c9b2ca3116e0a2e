import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import { chunkDelayMs, type LineQuality } from './lineQuality.ts'
import type { Random } from './seededRandom.ts'

export interface ProxyOptions {
  /** Port on 127.0.0.1 that the traffic is for. */
  readonly targetPort: number
  readonly quality: LineQuality
  readonly random: Random
  readonly clock: Clock
}

/** A bad line on loopback: what enters on `port` comes out at the target late, in order, and the other way round. */
export interface DelayingProxy {
  readonly port: number
  /** Ends all connections without a farewell, as a pulled plug does. Idempotent. */
  close(): Promise<void>
}

/**
 * Delays whole chunks as they are read, which is a message each at the rhythm of a session. It holds as much as is
 * under way, without limit: meant for the session wire, not for films.
 */
export async function startDelayingProxy(options: ProxyOptions): Promise<DelayingProxy> {
  const open = new Set<Socket>()
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (inner) => {
    const outer = connect({ port: options.targetPort, host: '127.0.0.1', noDelay: true, allowHalfOpen: true })
    for (const [from, to] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      open.add(from)
      from.once('close', () => open.delete(from))
      forward(from, to, options)
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: portOf(server.address()),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of open) socket.resetAndDestroy()
      }),
  }
}

/** One direction. A chunk that is stalled holds up all that follow, as a loss does in TCP. */
function forward(from: Socket, to: Socket, { clock, quality, random }: ProxyOptions): void {
  const line: (() => void)[] = []
  const timers = new Set<Cancel>()
  let lastDueMs = 0
  const afterDelay = (arrive: () => void) => {
    lastDueMs = Math.max(lastDueMs, clock.nowMs() + chunkDelayMs(quality, random))
    line.push(arrive)
    // Timers of one instant fire in any order, so each of them delivers whatever is at the head of the line.
    const cancel = clock.after(lastDueMs - clock.nowMs(), () => {
      timers.delete(cancel)
      line.shift()?.()
    })
    timers.add(cancel)
  }
  from.on('data', (chunk) => afterDelay(() => to.write(chunk)))
  from.on('end', () => afterDelay(() => to.end()))
  from.on('error', () => to.destroy())
  from.on('close', () => {
    if (!from.readableEnded) to.destroy()
  })
  to.on('close', () => {
    for (const cancel of timers) cancel()
  })
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The proxy listens on no port.')
  return address.port
}
