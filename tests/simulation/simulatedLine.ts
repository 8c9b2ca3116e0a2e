import { createWireEnds } from '../../platform/wireEnds.ts'
import type { Wire } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'

/** A line as TCP shows it: late, uneven, in order; what is lost arrives after a stall. */
export interface LineQuality {
  readonly upMs: number
  readonly downMs: number
  /** Half-width of the even spread around the delay. */
  readonly jitterMs: number
  /** Share of frames held back, with everything behind them, for `stallMs`. */
  readonly stallShare: number
  readonly stallMs: number
}

export const lan: LineQuality = { upMs: 0.3, downMs: 0.3, jitterMs: 0.2, stallShare: 0, stallMs: 0 }

/** The claims' bad line: 40 +- 20 ms each way, one frame in a hundred stalled for 200 ms. */
export const badLine: LineQuality = { upMs: 40, downMs: 40, jitterMs: 20, stallShare: 0.01, stallMs: 200 }

export interface SimulatedLine {
  readonly client: Wire
  readonly server: Wire
  cut(): void
}

/** Both ends of a line on a clock; a close arrives like everything else, at the end of the queue. */
export function createSimulatedLine(clock: Clock, quality: LineQuality, random: () => number): SimulatedLine {
  const client = createWireEnds()
  const server = createWireEnds()
  let isOpen = true
  const lane = (delayMs: number) => {
    let freeAtMs = 0
    return (deliver: () => void) => {
      const jitter = (random() * 2 - 1) * quality.jitterMs
      const stall = random() < quality.stallShare ? quality.stallMs : 0
      freeAtMs = Math.max(freeAtMs, clock.nowMs() + Math.max(0, delayMs + jitter) + stall)
      clock.after(freeAtMs - clock.nowMs(), deliver)
    }
  }
  const up = lane(quality.upMs)
  const down = lane(quality.downMs)
  const end = (code: number, reason: string) => {
    if (!isOpen) return
    isOpen = false
    up(() => server.end({ code, reason }))
    down(() => client.end({ code, reason }))
  }
  const wireOf = (own: typeof client, other: typeof client, send: typeof up): Wire => ({
    send: (frame) => {
      if (isOpen) send(() => other.deliver(frame))
    },
    onMessage: own.onMessage,
    onClose: own.onClose,
    close: (code = 1000, reason = '') => end(code, reason),
  })
  return {
    client: wireOf(client, server, up),
    server: wireOf(server, client, down),
    cut: () => end(1006, 'cut'),
  }
}
