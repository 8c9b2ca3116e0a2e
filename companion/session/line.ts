import { decodeServerMessage, encode } from '../../protocol/codec.ts'
import { closeReasons, type CloseReason } from '../../protocol/closeReasons.ts'
import type { Identity } from '../../protocol/identity.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { protocolVersion, type ClientMessage, type ServerMessage } from '../../protocol/session.ts'
import type { Cancel, Wire, WireClose } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import type { ClockSample } from '../../sync/clockOffset.ts'
import { startPinger, type Pinger } from './pinger.ts'
import { noAnswer, problemOf, problemOfClose } from './sessionProblems.ts'

/** How long the server may take from the open carrier to its first pong. */
const greetingDeadlineMs = 10_000

export type OpenWire = (url: string) => Promise<Result<Wire, Problem>>

export interface LineOptions {
  readonly url: string
  readonly openWire: OpenWire
  readonly clock: Clock
  readonly name: string
  readonly app: { readonly name: string; readonly version: string }
  /** Who says hello; null = nobody but the name. */
  readonly identity: Identity | null
  /** Everything but pongs, from the first `welcome` on. */
  onMessage(message: ServerMessage): void
  onSample(sample: ClockSample): void
  /** Once, after the line was up. */
  onClose(close: WireClose): void
}

/** One greeted connection to a session server, whose clock has been sampled at least once. */
export interface Line {
  send(message: ClientMessage): void
  close(): void
}

/** Code of our own closes, so that they are told from the server's. */
const normalClose = 1000
const silenceClose: WireClose = { code: 4999, reason: 'no answer to pings' }

export async function openLine(options: LineOptions): Promise<Result<Line, Problem>> {
  const opened = await options.openWire(options.url)
  return opened.ok ? greet(opened.value, options) : opened
}

/** Says hello and waits for welcome and the first pong; after that the line is up and stays quiet itself. */
function greet(wire: Wire, options: LineOptions): Promise<Result<Line, Problem>> {
  return new Promise((resolve) => {
    let phase: 'greeting' | 'up' | 'closed' = 'greeting'
    let pinger: Pinger | null = null
    const undo: Cancel[] = []

    const end = (close: WireClose, problem: Problem) => {
      if (phase === 'closed') return
      const wasUp = phase === 'up'
      phase = 'closed'
      pinger?.stop()
      for (const cancel of undo) cancel()
      wire.close(normalClose)
      if (wasUp) options.onClose(close)
      else resolve(failure(problem))
    }
    const line: Line = {
      send: (message) => wire.send(encode(message)),
      close: () => end({ code: normalClose, reason: 'left' }, noAnswer),
    }
    const onSample = (sample: ClockSample) => {
      options.onSample(sample)
      if (phase !== 'greeting') return
      phase = 'up'
      cancelDeadline()
      resolve(success(line))
    }
    const onWelcome = (message: ServerMessage) => {
      pinger ??= startPinger({
        clock: options.clock,
        send: (ping) => line.send({ type: 'ping', ...ping }),
        onSample,
        onSilence: () => end(silenceClose, noAnswer),
      })
      options.onMessage(message)
    }
    const onFrame = (frame: string) => {
      const arrivedAtMs = options.clock.nowMs()
      const decoded = decodeServerMessage(frame)
      // A newer server may say things that this version does not know: they are not meant for us.
      if (!decoded.ok) return
      const message = decoded.value
      if (message.type === 'pong') pinger?.heard(message, arrivedAtMs)
      else if (message.type === 'welcome') onWelcome(message)
      else if (message.type === 'bye') end(byeClose(message.reason), problemOf(message.reason))
      else options.onMessage(message)
    }
    const cancelDeadline = options.clock.after(greetingDeadlineMs, () => end(silenceClose, noAnswer))
    undo.push(
      cancelDeadline,
      wire.onMessage(onFrame),
      wire.onClose((close) => end(close, problemOfClose(close))),
    )
    const { name, identity } = options
    const proof = identity === null ? {} : { identity }
    // Whatever else is known of the app, such as its device, is not for session servers.
    const app = { name: options.app.name, version: options.app.version }
    line.send({ type: 'hello', protocol: protocolVersion, app, name, ...proof })
  })
}

/** The close that a `bye` announces; the carrier's own close may never arrive. */
const byeClose = (reason: CloseReason): WireClose => ({
  code: closeReasons[reason].closes ?? normalClose,
  reason,
})
