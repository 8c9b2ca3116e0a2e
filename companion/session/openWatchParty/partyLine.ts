import {
  readServerFrame,
  type ServerFrame,
  type ServerFrameOf,
} from '../../../protocol/openWatchParty/serverFrames.ts'
import { knownFeatures, openWatchPartyVersion } from '../../../protocol/openWatchParty/words.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { failure, success, type Result } from '../../../protocol/result.ts'
import type { Cancel, Wire, WireClose } from '../../../protocol/wire.ts'
import type { Clock } from '../../../sync/clock.ts'
import type { ClockSample } from '../../../sync/clockOffset.ts'
import type { OpenWire } from '../line.ts'
import { noAnswer, problemOfClose } from '../sessionProblems.ts'
import { startPartyPinger, type PartyPinger } from './partyPinger.ts'
import { notRecognised } from './partyProblems.ts'

/** With what somebody comes to an OpenWatchParty server: a token of its Jellyfin's plugin, where it wants one. */
export interface PartyPass {
  /** Null where authentication is off: there, a token would cost its bearer the name. */
  readonly token: string | null
  readonly userName: string
  readonly userId: string
  /** For how long the token is good; null = for ever. */
  readonly expiresInMs: number | null
}

export interface PartyLineOptions {
  readonly url: string
  readonly openWire: OpenWire
  readonly clock: Clock
  readonly pass: PartyPass
  /** Everything but pongs, from the first frame on. */
  onFrame(frame: ServerFrame): void
  onSample(sample: ClockSample): void
  /** Once, after the line was up. */
  onClose(close: WireClose): void
}

/** One greeted connection, whose clock has been sampled at least once. */
export interface PartyLine {
  readonly clientId: string
  send(type: string, payload: object, room?: string): void
  /** Shows a newer pass before the former one expires. */
  show(pass: PartyPass): void
  close(): void
}

/** How long the server may take from the open carrier to its first pong. */
const greetingDeadlineMs = 10_000
/** A server without authentication may say nothing at all to an introduction. */
const silentWelcomeMs = 1500
const normalClose = 1000
const silenceClose: WireClose = { code: 4999, reason: 'no answer to pings' }

export async function openPartyLine(options: PartyLineOptions): Promise<Result<PartyLine, Problem>> {
  const opened = await options.openWire(options.url)
  return opened.ok ? greet(opened.value, options) : opened
}

/** Introduces itself and waits until it is known and the clock is; after that the line is up and stays quiet itself. */
function greet(wire: Wire, options: PartyLineOptions): Promise<Result<PartyLine, Problem>> {
  return new Promise((resolve) => {
    const { clock } = options
    let phase: 'greeting' | 'up' | 'closed' = 'greeting'
    let clientId = ''
    let pinger: PartyPinger | null = null
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
    const send = (type: string, payload: object, room?: string) =>
      wire.send(JSON.stringify({ type, room, payload, ts: Math.round(clock.nowMs()) }))
    const show = (pass: PartyPass) => send('auth', introduction(pass))
    const close = () => end({ code: normalClose, reason: 'left' }, noAnswer)
    const onSample = (sample: ClockSample) => {
      options.onSample(sample)
      if (phase !== 'greeting') return
      phase = 'up'
      cancelDeadline()
      resolve(success({ clientId, send, show, close }))
    }
    const known = () => {
      pinger ??= startPartyPinger({
        clock,
        send: (clientTs) => send('ping', { client_ts: clientTs }),
        onSample,
        onSilence: () => end(silenceClose, noAnswer),
      })
    }
    const onHello = (hello: ServerFrameOf<'client_hello'>) => {
      clientId = hello.payload.client_id
      show(options.pass)
      if (options.pass.token === null) undo.push(clock.after(silentWelcomeMs, known))
    }
    const onFrame = (text: string) => {
      const arrivedAtMs = clock.nowMs()
      const frame = readServerFrame(text)
      if (frame === null) return
      if (frame.type === 'pong') return pinger?.heard(frame, arrivedAtMs)
      if (frame.type === 'client_hello') onHello(frame)
      if (frame.type === 'auth_success') known()
      if (phase === 'greeting' && isRefusal(frame)) return end(silenceClose, notRecognised)
      options.onFrame(frame)
    }
    const cancelDeadline = clock.after(greetingDeadlineMs, () => end(silenceClose, noAnswer))
    undo.push(
      cancelDeadline,
      wire.onMessage(onFrame),
      wire.onClose((why) => end(why, problemOfClose(why))),
    )
  })
}

/** Servers of the first generations ignore what they do not know of it. */
const introduction = ({ token, userName, userId }: PartyPass) => ({
  ...(token === null ? {} : { token }),
  user_name: userName,
  user_id: userId,
  protocol_version: openWatchPartyVersion,
  features: knownFeatures,
})

/** The first two generations give no code. */
const isRefusal = (frame: ServerFrame): boolean =>
  frame.type === 'error' &&
  (/^(AUTHENTICATION_|PROTOCOL_)/.test(frame.payload.code ?? '') ||
    frame.payload.message.startsWith('Authentication'))
