import type {
  Landing,
  PlayerAdapter,
  PlayerCapabilities,
  PlayerEvent,
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
import type { Observation } from '../../sync/observation.ts'
import { whereAt } from './motion.ts'
import { setVolume, tellVolume } from './vlcExtras.ts'
import { RECENT_MS } from './vlcHost.ts'
import type { VlcEnd, VlcHost } from './vlcHost.ts'
import { LOADING_BEATS, PATIENT_BEATS, watchHeartbeat } from './vlcHeartbeat.ts'
import { addSubtitles, load } from './vlcLoading.ts'
import { createVlcImpairments } from './vlcImpairments.ts'
import { START_LOSS_MS, createVlcMirror } from './vlcMirror.ts'
import type { PlacingParts } from './vlcPlacing.ts'
import { detached, hung } from './vlcProblems.ts'
import type { VlcCommand } from './vlcRemote.ts'
import { seek } from './vlcSeeking.ts'
import { OBEY_MS, setPaused, setRate } from './vlcSteering.ts'
import { watchVlc } from './vlcWatch.ts'
import type { VlcWatch } from './vlcWatch.ts'

/** The oldest VLC that all of this was tried with. */
const OLDEST = '3.0.23'

/** A change of rate is heard as soon as VLC has taken it: within 2 ms of an ideal one (quirk VLC6). */
const RATE: RateCapability = { minimum: 0.25, maximum: 4, delayMs: 5 }
/** After a start or a seek the first refreshes come within 300 ms each; three make a line. */
const SETTLE_MS = 300
/** A seek while playing, until VLC goes on: 18 to 58 ms, and two answers of 21 ms to know it. */
const SEEK_MS = 85

export class VlcPlayer implements PlayerAdapter {
  readonly identity: PlayerIdentity
  readonly #host: VlcHost
  readonly #stream = createPlayerEventStream()
  readonly #parts: PlacingParts
  readonly #watch: VlcWatch
  readonly #impairments = createVlcImpairments(this.#stream)
  readonly #cancels: readonly Cancel[]
  /** Commands to the transport follow each other, as each begins where the one before has ended. */
  #transport: Promise<unknown> = Promise.resolve()
  #commands = 0
  #observing: Promise<PlayerResult<Observation>> | null = null
  #gone: Problem | null = null
  #closing: Promise<void> | null = null

  constructor(host: VlcHost) {
    const { client, clock, remote, traits } = host
    const mirror = createVlcMirror()
    const complaintSince = (sinceMs: number, about?: RegExp) => host.complaintSince(sinceMs, about)
    this.#host = host
    this.identity = host.identity
    this.#parts = { remote, clock, mirror, stream: this.#stream, complaintSince }
    const onUnreachable = () => void this.#examine()
    this.#watch = watchVlc({ parts: this.#parts, clock, calmStrides: traits.calmStrides, onUnreachable })
    this.#cancels = [
      () => this.#watch.stop(),
      host.news.onNews(() => this.#hearNews()),
      this.#impairments.watch(host),
      watchHeartbeat({
        client,
        clock,
        patience: () => (mirror.loading ? LOADING_BEATS : PATIENT_BEATS),
        onHung: () =>
          void this.#end({ how: 'hung', problem: hung(complaintSince(clock.nowMs() - RECENT_MS)) }),
      }),
    ]
    void host.ended.then(onUnreachable)
    for (const problem of host.dropped) this.#stream.emit({ kind: 'option-dropped', problem })
  }

  get capabilities(): PlayerCapabilities {
    const { sensingMs, messages, tracks } = this.#host.traits
    return {
      name: this.#host.name,
      ...(isOlderThan(this.#host.name, OLDEST) ? { triedFrom: OLDEST } : {}),
      rate: RATE,
      sensingMs,
      actuationMs: this.#parts.mirror.landed ? START_LOSS_MS : OBEY_MS,
      settleMs: SETTLE_MS,
      seekMs: SEEK_MS,
      messages,
      tracks,
    }
  }

  load(media: PlayerMedia): Promise<PlayerResult<Landing>> {
    return this.#move(async () => {
      this.#host.traits.expectLength(media.durationMs ?? null)
      this.#impairments.forget()
      const landed = await load(this.#parts, media)
      if (!landed.ok) return landed
      this.#host.news.poke()
      await tellVolume(this.#parts)
      await addSubtitles(this.#parts, media.subtitles)
      return landed
    })
  }

  play(): Promise<PlayerResult<void>> {
    return this.#move(() => setPaused(this.#parts, false))
  }

  pause(): Promise<PlayerResult<void>> {
    return this.#move(() => setPaused(this.#parts, true))
  }

  seek(positionMs: number): Promise<PlayerResult<Landing>> {
    return this.#move(() => seek(this.#parts, positionMs))
  }

  setRate(rate: number): Promise<PlayerResult<void>> {
    return this.#move(() => setRate(this.#parts, Math.min(RATE.maximum, Math.max(RATE.minimum, rate))))
  }

  observe(): Promise<PlayerResult<Observation>> {
    this.#observing ??= this.#living(() => this.#sense()).finally(() => {
      this.#observing = null
    })
    return this.#observing
  }

  showMessage(text: string, durationMs: number): Promise<PlayerResult<void>> {
    if (!this.#host.traits.messages) return this.#living(async () => success(undefined))
    return this.#tell({ kind: 'message', text: oneLine(text), durationMs })
  }

  setVolume(percent: number): Promise<PlayerResult<void>> {
    return this.#living(() => setVolume(this.#parts, { percent }))
  }

  setMuted(muted: boolean): Promise<PlayerResult<void>> {
    return this.#living(() => setVolume(this.#parts, { muted }))
  }

  setFullscreen(fullscreen: boolean): Promise<PlayerResult<void>> {
    return this.#tell({ kind: 'fullscreen', fullscreen })
  }

  setSoundDelay(delayMs: number): Promise<PlayerResult<void>> {
    return this.#tell({ kind: 'sound-delay', delayMs })
  }

  selectTrack(track: TrackKind, id: number | null): Promise<PlayerResult<void>> {
    this.#impairments.forget()
    return this.#tell({ kind: 'track', track, id })
  }

  onEvent(listener: (event: PlayerEvent) => void): Cancel {
    return this.#stream.onEvent(listener)
  }

  close(): Promise<void> {
    this.#closing ??= this.#gone === null ? this.#letGo() : this.#host.abandon()
    return this.#closing
  }

  /** Known from the last refreshes; VLC is asked only when that is too long ago. */
  async #sense(): Promise<PlayerResult<Observation>> {
    await this.#watch.fresh()
    if (this.#gone !== null) return failure(this.#gone)
    const { mirror, clock } = this.#parts
    const observedAtMs = clock.nowMs()
    const { positionMs, uncertaintyMs } = whereAt(mirror.motion, observedAtMs)
    return success({
      positionMs: Math.min(positionMs, mirror.lengthMs ?? positionMs),
      uncertaintyMs: uncertaintyMs + mirror.vagueMs,
      observedAtMs,
      paused: mirror.paused,
      rate: mirror.rate,
      buffering: mirror.buffering || mirror.streamDead,
      seeking: mirror.seeking,
      ended: mirror.ended,
    })
  }

  /** While a command of ours is under way, the news is its echo. */
  #hearNews(): void {
    if (this.#commands > 0) return
    this.#parts.mirror.newsAtMs = this.#parts.clock.nowMs()
    this.#watch.nudge()
  }

  async #letGo(): Promise<void> {
    this.#gone = detached()
    for (const cancel of this.#cancels) cancel()
    await this.#host.release()
    this.#stream.emit({ kind: 'gone', how: 'detached', problem: this.#gone })
    await this.#stream.settled()
  }

  async #examine(): Promise<void> {
    if (this.#gone === null) await this.#end(await this.#host.autopsy())
  }

  async #end(end: VlcEnd): Promise<void> {
    if (this.#gone !== null) return
    this.#gone = end.problem
    for (const cancel of this.#cancels) cancel()
    await this.#host.abandon()
    this.#stream.emit({ kind: 'gone', ...end })
  }

  #living<Value>(act: () => Promise<PlayerResult<Value>>): Promise<PlayerResult<Value>> {
    return this.#gone === null ? act() : Promise.resolve(failure(this.#gone))
  }

  #move<Value>(act: () => Promise<PlayerResult<Value>>): Promise<PlayerResult<Value>> {
    const { mirror } = this.#parts
    this.#commands += 1
    mirror.busy = true
    const moved = this.#transport
      .then(() => this.#living(act))
      .finally(() => {
        this.#commands -= 1
        mirror.busy = this.#commands > 0
        this.#watch.replan()
      })
    this.#transport = moved
    return moved
  }

  #tell(command: VlcCommand): Promise<PlayerResult<void>> {
    return this.#living(async () => {
      const told = await this.#parts.remote.tell(command)
      return told.ok ? success(undefined) : told
    })
  }
}

const oneLine = (text: string) => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
