import type {
  Landing,
  PlayerAdapter,
  PlayerCapabilities,
  PlayerEvent,
  PlayerGone,
  PlayerIdentity,
  PlayerMedia,
  PlayerResult,
  RateCapability,
  TrackKind,
} from '../player.ts'
import { isOlderThan } from '../olderThan.ts'
import { createPlayerEventStream } from '../playerEventStream.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success } from '../../protocol/result.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import type { Observation } from '../../sync/observation.ts'
import { createFrameEdges } from './frameEdges.ts'
import type { IpcClient, IpcCommand } from './ipcClient.ts'
import { writeProperty } from './ipcProperties.ts'
import type { MpvFace } from './mpvFace.ts'
import { LOADING_BEATS, PATIENT_BEATS, watchHeartbeat } from './mpvHeartbeat.ts'
import { watchImpairments } from './mpvImpairments.ts'
import { watchMedia } from './mpvMediaEvents.ts'
import { createMpvMirror } from './mpvMirror.ts'
import { detached, hung, rateRefusedForPassthrough } from './mpvProblems.ts'
import { load } from './mpvLoading.ts'
import type { SeekingParts } from './mpvReadiness.ts'
import { seek } from './mpvSeeking.ts'
import { AUDIO_UNCERTAINTY_MS, createMpvSensing } from './mpvSensing.ts'
import { watchProperties } from './mpvWatch.ts'

/** The MPV behind a control socket: a process of ours, or one that the viewer runs. */
export interface MpvHost {
  readonly ipc: IpcClient
  readonly clock: Clock
  readonly face: MpvFace
  readonly identity: PlayerIdentity
  /** For people: "MPV 0.35.1". */
  readonly name: string
  /** What MPV complained about last, in its own words. */
  lastError(): string | null
  /** Each complaint as it comes. */
  onComplaint(listener: (words: string) => void): Cancel
  /** What there is to tell of the start. */
  readonly news: readonly PlayerEvent[]
  /** Asked once the socket has closed without our doing: what became of MPV. */
  autopsy(): Promise<MpvEnd>
  /** Ends an MPV of ours, lets go of the viewer's. */
  release(): Promise<void>
  /** After a crash or a hang: nothing of ours may be left, and nothing is asked any more. */
  abandon(): Promise<void>
}

export interface MpvEnd {
  readonly how: PlayerGone
  readonly problem: Problem
}

/** The oldest MPV that all of this was tried with. */
const OLDEST = '0.35.1'

/** Heard 0.29 to 0.35 s after the command, when the audio buffer has run through (MPV 0.35.1). */
const RATE: RateCapability = { minimum: 0.25, maximum: 4, delayMs: 350 }
/** Unpausing takes 0.0 to 0.2 ms until the position moves (MPV 0.35.1, ao null and pulse). */
const ACTUATION_MS = 0.1
/** A seek while playing refills the audio buffer; until then `audio-pts` may be some ms off. */
const SETTLE_MS = 300
/** Exact seek while playing, 360p over HTTP: 6 to 46 ms, median about 30 (MPV 0.35.1). */
const SEEK_MS = 40

export class MpvPlayer implements PlayerAdapter {
  readonly identity: PlayerIdentity
  readonly face: MpvFace
  readonly #host: MpvHost
  readonly #stream = createPlayerEventStream()
  readonly #parts: SeekingParts
  readonly #sense: () => Promise<PlayerResult<Observation>>
  readonly #watches: readonly Cancel[]
  #gone: Problem | null = null
  #closing: Promise<void> | null = null

  constructor(host: MpvHost) {
    const { ipc, clock } = host
    const mirror = createMpvMirror()
    const lastError = () => host.lastError()
    this.#host = host
    this.identity = host.identity
    this.face = host.face
    this.#parts = { ipc, clock, mirror, stream: this.#stream, lastError }
    const edges = createFrameEdges(ipc, clock, mirror)
    this.#sense = createMpvSensing({ ...this.#parts, edges })
    this.#watches = [
      watchProperties(this.#parts, clock),
      watchMedia(this.#parts),
      watchImpairments({ ...this.#parts, onComplaint: (listener) => host.onComplaint(listener) }),
      () => edges.stop(),
      watchHeartbeat({
        ipc,
        clock,
        patience: () => (mirror.loads > 0 ? LOADING_BEATS : PATIENT_BEATS),
        onHung: () => void this.#end({ how: 'hung', problem: hung(lastError()) }),
      }),
      ipc.onClose(() => void this.#examine()),
    ]
    for (const event of host.news) this.#stream.emit(event)
  }

  get capabilities(): PlayerCapabilities {
    return {
      name: this.#host.name,
      ...(isOlderThan(this.#host.name, OLDEST) ? { triedFrom: OLDEST } : {}),
      rate: this.#parts.mirror.passthrough ? null : RATE,
      sensingMs: AUDIO_UNCERTAINTY_MS,
      actuationMs: ACTUATION_MS,
      settleMs: SETTLE_MS,
      seekMs: SEEK_MS,
      messages: true,
      tracks: true,
    }
  }

  load(media: PlayerMedia): Promise<PlayerResult<Landing>> {
    return this.#living(() => load(this.#parts, media))
  }

  play(): Promise<PlayerResult<void>> {
    return this.#setPaused(false)
  }

  pause(): Promise<PlayerResult<void>> {
    return this.#setPaused(true)
  }

  seek(positionMs: number): Promise<PlayerResult<Landing>> {
    return this.#living(() => seek(this.#parts, positionMs))
  }

  async setRate(rate: number): Promise<PlayerResult<void>> {
    if (this.#parts.mirror.passthrough) return failure(rateRefusedForPassthrough())
    return this.#write('speed', Math.min(RATE.maximum, Math.max(RATE.minimum, rate)))
  }

  observe(): Promise<PlayerResult<Observation>> {
    return this.#living(this.#sense)
  }

  showMessage(text: string, durationMs: number): Promise<PlayerResult<void>> {
    // MPV's own line is so large that it would lie over what the face shows.
    return this.#living(() =>
      this.face.say(oneLine(text), durationMs)
        ? Promise.resolve(success(undefined))
        : this.#ask(['show-text', oneLine(text), Math.round(durationMs)]),
    )
  }

  setVolume(percent: number): Promise<PlayerResult<void>> {
    return this.#write('volume', Math.min(100, Math.max(0, percent)))
  }

  setMuted(muted: boolean): Promise<PlayerResult<void>> {
    return this.#write('mute', muted)
  }

  setFullscreen(fullscreen: boolean): Promise<PlayerResult<void>> {
    return this.#write('fullscreen', fullscreen)
  }

  setSoundDelay(delayMs: number): Promise<PlayerResult<void>> {
    return this.#write('audio-delay', delayMs / 1000)
  }

  selectTrack(kind: TrackKind, trackId: number | null): Promise<PlayerResult<void>> {
    return this.#write(kind === 'audio' ? 'aid' : 'sid', trackId ?? 'no')
  }

  onEvent(listener: (event: PlayerEvent) => void): Cancel {
    return this.#stream.onEvent(listener)
  }

  close(): Promise<void> {
    this.#closing ??= this.#gone === null ? this.#letGo() : this.#host.abandon()
    return this.#closing
  }

  async #letGo(): Promise<void> {
    this.#gone = detached()
    for (const cancel of this.#watches) cancel()
    await this.#host.release()
    this.#stream.emit({ kind: 'gone', how: 'detached', problem: this.#gone })
    await this.#stream.settled()
  }

  async #examine(): Promise<void> {
    if (this.#gone === null) await this.#end(await this.#host.autopsy())
  }

  async #end(end: MpvEnd): Promise<void> {
    if (this.#gone !== null) return
    this.#gone = end.problem
    for (const cancel of this.#watches) cancel()
    await this.#host.abandon()
    this.#stream.emit({ kind: 'gone', ...end })
  }

  #living<Value>(act: () => Promise<PlayerResult<Value>>): Promise<PlayerResult<Value>> {
    return this.#gone === null ? act() : Promise.resolve(failure(this.#gone))
  }

  #write(property: string, value: string | number | boolean): Promise<PlayerResult<void>> {
    return this.#living(() => writeProperty(this.#parts.ipc, property, value))
  }

  /** The mirror follows at once: whoever senses next must not see the state before. */
  async #setPaused(paused: boolean): Promise<PlayerResult<void>> {
    const { mirror } = this.#parts
    mirror.switchedTo = mirror.paused === paused ? null : paused
    const result = await this.#write('pause', paused)
    if (result.ok) Object.assign(mirror, { paused, landed: mirror.landed && paused })
    return result
  }

  #ask(command: IpcCommand): Promise<PlayerResult<void>> {
    return this.#living(async () => {
      const reply = await this.#parts.ipc.request(command)
      return reply.ok ? success(undefined) : reply
    })
  }
}

const oneLine = (text: string) => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
