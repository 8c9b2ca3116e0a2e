import type { PlayerTrack } from '../player.ts'
import type { PlayerEventStream } from '../playerEventStream.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import { createNoise } from './noise.ts'
import type { Noise } from './noise.ts'
import { createMovement } from './simulatedMovement.ts'
import type { Movement } from './simulatedMovement.ts'
import type { Timers } from './simulatedTimers.ts'
import type { SimulatedTraits } from './simulatedTraits.ts'

export interface EngineState {
  paused: boolean
  /** What was asked for; the one heard follows later. */
  rate: number
  buffering: boolean
  seeking: boolean
  ended: boolean
  /** The pause has lasted since a seek landed. */
  landed: boolean
  open: boolean
  percent: number
  muted: boolean
}

export interface EngineParts {
  readonly clock: Clock
  readonly timers: Timers
  readonly stream: PlayerEventStream
  readonly traits: SimulatedTraits
}

const UNREMARKABLE = { codec: null, forced: false, isDefault: false, address: null } as const
const TRACKS: readonly PlayerTrack[] = [
  { ...UNREMARKABLE, kind: 'audio', id: 1, title: 'Stereo', language: 'eng', selected: true },
  { ...UNREMARKABLE, kind: 'subtitle', id: 1, title: 'English', language: 'eng', selected: false },
]

/** The landing frame may lie before the target by so little (MPV 0.35.1: 2 ms). */
const LANDING_SLACK_MS = 2

/** What happens inside the player, whoever causes it: its film, its switches, and time going by. */
export class SimulatedEngine {
  readonly state: EngineState
  readonly noise: Noise
  tracks = TRACKS
  readonly #movement: Movement
  readonly #parts: EngineParts
  #heardRate = 1
  #landings: ((positionMs: number) => void)[] = []
  #cancelLanding: Cancel = () => {}
  #cancelEnd: Cancel = () => {}
  #cancelStall: Cancel = () => {}

  constructor(parts: EngineParts) {
    this.#parts = parts
    this.noise = createNoise(parts.traits.seed)
    this.#movement = createMovement(parts.clock, parts.traits.skewPpm)
    this.state = {
      ...{ paused: false, rate: 1, buffering: false, seeking: false, ended: false },
      ...{ landed: false, open: false, percent: 100, muted: false },
    }
  }

  /** Where the film really is, without the noise of sensing. */
  positionMs(): number {
    return this.#movement.positionMs()
  }

  /** Container time of the frame on the picture: after a pause the one that was queued already. */
  frameMs(): number {
    const { paused, landed } = this.state
    return paused && !landed ? this.#grid(this.positionMs()) : this.positionMs()
  }

  setPaused(paused: boolean): void {
    const { state } = this
    if (state.paused === paused) return
    Object.assign(state, { paused, landed: false })
    this.#parts.stream.emit({ kind: 'paused', paused, positionMs: this.frameMs() })
    const { overshootMs, actuationMs } = this.#parts.traits
    this.#parts.timers.after(paused ? overshootMs : actuationMs, () => this.#move())
  }

  setRate(rate: number): void {
    if (this.state.rate === rate) return
    this.state.rate = rate
    this.#parts.stream.emit({ kind: 'rate', rate })
    this.#parts.timers.after(this.#parts.traits.rateDelayMs, () => {
      this.#heardRate = rate
      this.#move()
    })
  }

  /** A seek under way is overtaken by this one; both have landed when this one has. */
  seek(targetMs: number, takesMs: number, onLanding: (positionMs: number) => void): void {
    Object.assign(this.state, { seeking: true, ended: false, landed: false })
    this.#landings.push(onLanding)
    this.#parts.stream.emit({ kind: 'seeking' })
    this.#move()
    this.#cancelLanding()
    const scattered = takesMs + this.noise.within(takesMs / 3)
    this.#cancelLanding = this.#parts.timers.after(scattered, () => this.#land(this.#grid(targetMs)))
  }

  setBuffering(buffering: boolean): void {
    if (this.state.buffering === buffering) return
    this.state.buffering = buffering
    this.#parts.stream.emit({ kind: 'buffering', buffering })
    this.#move()
  }

  stall(durationMs: number): void {
    this.setBuffering(true)
    this.#cancelStall()
    this.#cancelStall = this.#parts.timers.after(durationMs, () => this.setBuffering(false))
  }

  /** Nothing moves any more, and nothing is told: the process is stopped. */
  freeze(): void {
    this.#movement.move(0)
    this.#parts.timers.cancelAll()
  }

  setVolume(percent: number, muted: boolean): void {
    Object.assign(this.state, { percent, muted })
    this.#parts.stream.emit({ kind: 'volume', percent, muted })
  }

  setTracks(tracks: readonly PlayerTrack[]): void {
    this.tracks = tracks
    this.#parts.stream.emit({ kind: 'tracks', tracks })
  }

  #land(positionMs: number): void {
    this.#movement.jump(positionMs)
    Object.assign(this.state, { seeking: false, landed: this.state.paused })
    this.#parts.stream.emit({ kind: 'sought', positionMs })
    this.#move()
    const landings = this.#landings
    this.#landings = []
    for (const landed of landings) landed(positionMs)
  }

  #grid(targetMs: number): number {
    const { fps, firstFrameMs, durationMs } = this.#parts.traits
    const frameAt = (index: number) => firstFrameMs + (index * 1000) / fps
    const wanted = Math.ceil(((targetMs - LANDING_SLACK_MS - firstFrameMs) * fps) / 1000)
    const last = Math.floor(((durationMs - firstFrameMs) * fps) / 1000) - 1
    return frameAt(Math.max(0, Math.min(wanted, last)))
  }

  #move(): void {
    const { paused, buffering, seeking, ended, open } = this.state
    const moves = open && !paused && !buffering && !seeking && !ended
    this.#movement.move(moves ? this.#heardRate : 0)
    this.#cancelEnd()
    if (!moves) return
    const remainingMs = this.#parts.traits.durationMs - this.positionMs()
    this.#cancelEnd = this.#parts.timers.after(remainingMs / this.#heardRate, () => this.#finish())
  }

  #finish(): void {
    this.state.ended = true
    this.#move()
    this.#parts.stream.emit({ kind: 'ended' })
  }
}
