import type { ServerFrameOf } from '../../../protocol/openWatchParty/serverFrames.ts'
import type { Cancel } from '../../../protocol/wire.ts'
import type { Clock } from '../../../sync/clock.ts'
import type { ClockSample } from '../../../sync/clockOffset.ts'

/**
 * Rhythm of the clock samples. Their servers take 30 messages a second, pings counted, and drop who is silent for a
 * minute; their own clients ping every 2 s at first and then every 30.
 */
const rhythm = { quickPings: 10, quickEveryMs: 150, everyMs: 2000, deadAfterMs: 12_000 } as const
/** A stamp in whole milliseconds, cut off, is this much early on average, and as much unsure either way. */
const halfStampMs = 0.5
/** They tell no clock from another: a server that restarts drops its rooms. */
const clockId = 'openwatchparty'

export interface PartyPingerOptions {
  readonly clock: Clock
  send(clientTs: number): void
  onSample(sample: ClockSample): void
  /** No answer for `deadAfterMs`. */
  onSilence(): void
}

export interface PartyPinger {
  heard(pong: ServerFrameOf<'pong'>, arrivedAtMs: number): void
  stop: Cancel
}

/** Pings from now on until stopped. Their pongs bring one stamp; what it cannot say widens the round trip. */
export function startPartyPinger(options: PartyPingerOptions): PartyPinger {
  const { clock } = options
  const sent = new Map<number, number>()
  let count = 0
  let lastHeardMs = clock.nowMs()
  let cancel: Cancel = () => {}

  const ping = () => {
    const nowMs = clock.nowMs()
    if (nowMs - lastHeardMs > rhythm.deadAfterMs) return options.onSilence()
    // Their clients take a zero for nothing, so no server can be asked with one.
    const clientTs = Math.max(1, Math.round(nowMs))
    sent.set(clientTs, nowMs)
    options.send(clientTs)
    count += 1
    cancel = clock.after(count < rhythm.quickPings ? rhythm.quickEveryMs : rhythm.everyMs, ping)
  }
  const heard = (pong: ServerFrameOf<'pong'>, arrivedAtMs: number) => {
    const clientTs = pong.payload.client_ts
    const sentAtMs = sent.get(clientTs)
    if (sentAtMs === undefined) return
    for (const earlier of sent.keys()) if (earlier <= clientTs) sent.delete(earlier)
    lastHeardMs = arrivedAtMs
    if (pong.server_ts !== undefined) options.onSample(sampleOf(pong.server_ts, sentAtMs, arrivedAtMs))
  }
  ping()
  return { heard, stop: () => cancel() }
}

function sampleOf(stampMs: number, sentAtMs: number, arrivedAtMs: number): ClockSample {
  const answeredAtMs = stampMs + halfStampMs
  return {
    clockId,
    sentAtMs: sentAtMs - halfStampMs,
    receivedAtMs: answeredAtMs,
    answeredAtMs,
    arrivedAtMs: arrivedAtMs + halfStampMs,
  }
}
