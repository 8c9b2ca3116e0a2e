import type {
  Impairment,
  AudioDevice,
  Landing,
  PlayerAdapter,
  PlayerCapabilities,
  PlayerEvent,
  PlayerGone,
  PlayerIdentity,
  PlayerMedia,
  PlayerResult,
  PlayerTrack,
  TrackKind,
} from '../player.ts'
import { createPlayerEventStream } from '../playerEventStream.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success } from '../../protocol/result.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import type { Observation } from '../../sync/observation.ts'
import { createSimulatedFace } from './simulatedFace.ts'
import { SimulatedEngine } from './simulatedEngine.ts'
import { createTimers } from './simulatedTimers.ts'
import { MPV_TRAITS } from './simulatedTraits.ts'
import type { SimulatedTraits } from './simulatedTraits.ts'

/** A hung player is given up after that much silence. */
const HUNG_AFTER_MS = 1600

type Answer<Value> = (result: PlayerResult<Value>) => void

/**
 * A player without a process: it behaves like MPV on any clock, virtual ones included, and a test can do to it what
 * a viewer, a network or a crash would do.
 */
export class SimulatedPlayer implements PlayerAdapter {
  readonly identity: PlayerIdentity = { pid: null, control: null, launched: true }
  /** What was shown on the picture last. */
  message: string | null = null
  readonly capabilities: PlayerCapabilities
  readonly face = createSimulatedFace()
  readonly #clock: Clock
  readonly #traits: SimulatedTraits
  readonly #engine: SimulatedEngine
  readonly #stream = createPlayerEventStream()
  readonly #timers
  /** Requests without an answer yet: they fail when the player is gone. */
  readonly #open = new Set<(problem: Problem) => void>()
  #observing: Promise<PlayerResult<Observation>> | null = null
  #soundDelayMs = 0
  #hanging = false
  #gone: Problem | null = null

  constructor(clock: Clock, traits: Partial<SimulatedTraits> = {}) {
    this.#clock = clock
    this.#traits = { ...MPV_TRAITS, ...traits }
    this.#timers = createTimers(clock)
    this.#engine = new SimulatedEngine({
      clock,
      timers: this.#timers,
      stream: this.#stream,
      traits: this.#traits,
    })
    const { rate, noiseMs, actuationMs, seekMs } = this.#traits
    this.capabilities = {
      ...{ name: 'Simulated player', rate, sensingMs: noiseMs, actuationMs, seekMs },
      ...{ settleMs: 300, messages: true, tracks: true },
    }
  }

  load(media: PlayerMedia): Promise<PlayerResult<Landing>> {
    return this.#ask((answer) => {
      const { refuses, loadMs } = this.#traits
      this.#engine.setPaused(true)
      if (refuses(media.url)) return void this.#timers.after(loadMs, () => answer(failure(UNOPENABLE)))
      Object.assign(this.#engine.state, { open: true, buffering: false })
      this.#engine.setTracks(this.#engine.tracks)
      this.#engine.seek(media.startMs, loadMs, (positionMs) => answer(success({ positionMs })))
    })
  }

  play(): Promise<PlayerResult<void>> {
    return this.#do(() => this.#engine.setPaused(false))
  }

  pause(): Promise<PlayerResult<void>> {
    return this.#do(() => this.#engine.setPaused(true))
  }

  seek(positionMs: number): Promise<PlayerResult<Landing>> {
    return this.#ask((answer) => {
      if (!this.#engine.state.open) return answer(failure(NOTHING_OPEN))
      this.#engine.seek(positionMs, this.#traits.seekMs, (landedMs) =>
        answer(success({ positionMs: landedMs })),
      )
    })
  }

  setRate(rate: number): Promise<PlayerResult<void>> {
    const { rate: range } = this.#traits
    if (range === null) return Promise.resolve(failure(NO_RATE))
    return this.#do(() => this.#engine.setRate(Math.min(range.maximum, Math.max(range.minimum, rate))))
  }

  observe(): Promise<PlayerResult<Observation>> {
    this.#observing ??= this.#ask<Observation>((answer) => answer(this.#sense())).finally(() => {
      this.#observing = null
    })
    return this.#observing
  }

  showMessage(text: string): Promise<PlayerResult<void>> {
    return this.#do(() => {
      this.message = text
    })
  }

  setVolume(percent: number): Promise<PlayerResult<void>> {
    return this.#do(() => this.#engine.setVolume(percent, this.#engine.state.muted))
  }

  setMuted(muted: boolean): Promise<PlayerResult<void>> {
    return this.#do(() => this.#engine.setVolume(this.#engine.state.percent, muted))
  }

  setFullscreen(): Promise<PlayerResult<void>> {
    return this.#do(() => {})
  }

  setSoundDelay(delayMs: number): Promise<PlayerResult<void>> {
    return this.#do(() => {
      this.#soundDelayMs = delayMs
    })
  }

  selectTrack(kind: TrackKind, trackId: number | null): Promise<PlayerResult<void>> {
    const choose = () =>
      this.#engine.tracks.map((track) =>
        track.kind === kind ? { ...track, selected: track.id === trackId } : track,
      )
    return this.#do(() => this.#engine.setTracks(choose()))
  }

  onEvent(listener: (event: PlayerEvent) => void): Cancel {
    return this.#stream.onEvent(listener)
  }

  async close(): Promise<void> {
    this.#end('detached', 'let go of')
  }

  /** Where the film really is, ms: what a test compares observations with. */
  truePositionMs(): number {
    return this.#engine.positionMs()
  }

  soundDelayMs(): number {
    return this.#soundDelayMs
  }

  /** The viewer puts on other headphones. */
  userHearsOn(device: AudioDevice): void {
    this.#stream.emit({ kind: 'audio-device', device })
  }

  /** The film that is open turns out to have these tracks, or the viewer has chosen among them. */
  userTracks(tracks: readonly PlayerTrack[]): void {
    this.#engine.setTracks(tracks)
  }

  userPause(): void {
    this.#engine.setPaused(true)
  }

  userPlay(): void {
    this.#engine.setPaused(false)
  }

  userSeek(positionMs: number): void {
    this.#engine.seek(positionMs, this.#traits.seekMs, () => {})
  }

  userRate(rate: number): void {
    this.#engine.setRate(rate)
  }

  userOpens(title: string): void {
    this.#engine.seek(0, this.#traits.loadMs, () => {})
    this.#stream.emit({ kind: 'foreign-media', title })
  }

  /** Goes on without sound, or without whatever it is. */
  impair(what: Impairment): void {
    this.#stream.emit({ kind: 'impaired', what, problem: { ...IMPAIRED, code: `player-${what}` } })
  }

  restore(what: Impairment): void {
    this.#stream.emit({ kind: 'restored', what })
  }

  userCloses(): void {
    this.#end('closed', 'closed')
  }

  /** Short of bytes for `durationMs`. */
  stall(durationMs: number): void {
    this.#engine.stall(durationMs)
  }

  streamDies(): void {
    this.#engine.setBuffering(true)
    this.#stream.emit({ kind: 'stream-failed', problem: STREAM_DIED })
  }

  crash(): void {
    this.#end('crashed', 'killed')
  }

  /** It is there and does nothing any more, until it is given up. */
  hang(): void {
    this.#hanging = true
    this.#engine.freeze()
    this.#timers.after(HUNG_AFTER_MS, () => this.#end('hung', 'hung'))
  }

  #sense(): PlayerResult<Observation> {
    const { paused, rate, buffering, seeking, ended, open } = this.#engine.state
    if (!open) return failure(NOTHING_OPEN)
    const { noiseMs, roundTripMs, fps } = this.#traits
    const moves = !paused && !buffering && !seeking && !ended
    const isFrame = !moves && !this.#engine.state.landed
    return success({
      ...{ paused, rate, buffering, seeking, ended, observedAtMs: this.#clock.nowMs() },
      positionMs: this.#engine.frameMs() + (moves ? this.#engine.noise.within(noiseMs) : 0),
      uncertaintyMs: (isFrame ? 1000 / fps : 2 * noiseMs) + roundTripMs / 2,
    })
  }

  #do(act: () => void): Promise<PlayerResult<void>> {
    return this.#ask((answer) => {
      act()
      answer(success(undefined))
    })
  }

  /** Half a round trip there and half of it back; a hung player never answers, one that is gone fails at once. */
  #ask<Value>(act: (answer: Answer<Value>) => void): Promise<PlayerResult<Value>> {
    if (this.#gone !== null) return Promise.resolve(failure(this.#gone))
    return new Promise((resolve) => {
      const settle = (result: PlayerResult<Value>) => {
        this.#open.delete(fail)
        resolve(result)
      }
      const fail = (problem: Problem) => settle(failure(problem))
      this.#open.add(fail)
      const half = this.#traits.roundTripMs / 2
      const answer: Answer<Value> = (result) => void this.#timers.after(half, () => settle(result))
      if (!this.#hanging) this.#timers.after(half, () => act(answer))
    })
  }

  #end(how: PlayerGone, word: string): void {
    if (this.#gone !== null) return
    const problem = { ...GONE, sentence: `The simulated player was ${word}.` }
    this.#gone = problem
    this.#engine.freeze()
    for (const fail of [...this.#open]) fail(problem)
    this.#stream.emit({ kind: 'gone', how, problem })
  }
}

const GONE = { code: 'player-gone', nextStep: 'Start it again.' }

const IMPAIRED = { sentence: 'The simulated player lost a part of the film.', nextStep: 'Look for it.' }

const UNOPENABLE: Problem = {
  code: 'stream-failed',
  sentence: 'The simulated player cannot open the film.',
  nextStep: 'Give it another one.',
}

const STREAM_DIED: Problem = {
  code: 'stream-failed',
  sentence: 'The simulated film stopped in the middle.',
  nextStep: 'Load it again.',
}

const NOTHING_OPEN: Problem = {
  code: 'player-not-available',
  sentence: 'Nothing is open in the simulated player.',
  nextStep: 'Load a film first.',
}

const NO_RATE: Problem = {
  code: 'rate-not-available',
  sentence: 'This simulated player cannot change its speed.',
  nextStep: 'Seek instead.',
}
