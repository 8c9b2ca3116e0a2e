import type { Landing, PlayerAdapter, PlayerEvent } from '../../adapters/player.ts'
import { createListeners } from '../../platform/listeners.ts'
import type { FollowStatus } from '../../protocol/companionState.ts'
import type { Problem } from '../../protocol/problem.ts'
import type { Timeline } from '../../protocol/timeline.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { PreciseClock } from '../../sync/clock.ts'
import { toSessionMs, type ClockModel } from '../../sync/clockOffset.ts'
import type { Observation } from '../../sync/observation.ts'
import { inForceAt, positionAt, type TimelineTrack } from '../../sync/timeline.ts'
import { createIntentEar, type Intent } from './intentEar.ts'
import { placingAheadMs, rememberPlacing, type PlacingTimes } from './placingTime.ts'
import { plan, readyRevision, type Hold, type Situation, type Stance, type Step } from './plan.ts'
import { createSleeper } from './sleeper.ts'
import { createSteersman } from './steersman.ts'

export interface FollowerOptions {
  /** A player that has just loaded the room's media, paused. */
  readonly player: PlayerAdapter
  readonly landing: Landing & { readonly targetMs: number }
  readonly clock: PreciseClock
  readonly offsetMs: number
  /** Where the film ends; null when nobody knows. */
  readonly endMs: number | null
  /** The session clock that the track is told in; null while it is unknown. */
  sessionClock(): ClockModel | null
}

export type FollowerEvent =
  /** Status or readiness changed. */
  | { readonly kind: 'changed' }
  /** The viewer did something in the player; answer with `verdict`. */
  | { readonly kind: 'intent'; readonly intent: Intent }
  | { readonly kind: 'trouble'; readonly problem: Problem | null }

/**
 * Keeps one player on the timeline of a room: places it, releases it on the instant, follows, corrects. It owns the
 * player's transport from construction until `stop`; whatever else happens in the player is heard as the viewer's
 * intent. One step is under way at a time, so commands never overtake each other.
 */
export class Follower {
  readonly #options: FollowerOptions
  readonly #player: PlayerAdapter
  readonly #clock: PreciseClock
  readonly #sleeper
  readonly #steersman
  readonly #ear
  readonly #listeners = createListeners<FollowerEvent>()
  readonly #cancelEvents: Cancel
  #track: TimelineTrack | null = null
  #stance: Stance
  #hold: Hold | null = null
  #offsetMs: number
  #placingTimes: PlacingTimes = []
  #toldRate = 1
  #positionMs: number | null
  #ended = false
  #buffering = false
  #mode: FollowStatus['mode'] = 'idle'
  #trouble: Problem | null = null
  #stopped = false

  constructor(options: FollowerOptions) {
    this.#options = options
    this.#player = options.player
    this.#clock = options.clock
    this.#offsetMs = options.offsetMs
    this.#stance = {
      kind: 'still',
      placed: { targetMs: options.landing.targetMs, landedMs: options.landing.positionMs },
    }
    this.#positionMs = options.landing.positionMs
    this.#sleeper = createSleeper(options.clock)
    this.#steersman = createSteersman(options.player.capabilities)
    this.#ear = createIntentEar()
    this.#cancelEvents = options.player.onEvent((event) => this.#hear(event))
    void this.#run()
  }

  onEvent(listener: (event: FollowerEvent) => void): Cancel {
    return this.#listeners.add(listener)
  }

  /** Where the room is from now on. A newer revision also ends the waiting for a verdict. */
  setTrack(track: TimelineTrack): void {
    const isNews = this.#track?.current.revision !== track.current.revision
    this.#track = track
    if (isNews && this.#hold?.kind === 'asking') this.#hold = null
    this.#sleeper.wake()
  }

  setOffset(offsetMs: number): void {
    this.#offsetMs = offsetMs
    this.#steersman.disturbed(this.#clock.nowMs())
    this.#sleeper.wake()
  }

  /** The room's answer to an intent; when refused, the player is put back and the viewer is told why. */
  verdict(answer: 'accepted' | 'refused' | 'nobody-to-ask', sentence = ''): void {
    if (answer === 'accepted' || this.#hold === null) return
    const staysApart = answer === 'nobody-to-ask' && this.#stance.kind === 'still' && this.#isRoomPlaying()
    this.#hold = staysApart ? { kind: 'apart' } : null
    if (sentence !== '') void this.#player.showMessage(sentence, 4000)
    this.#sleeper.wake()
  }

  /** Brings the player exactly onto the timeline now, dead band or not. */
  resync(): void {
    this.#hold = null
    if (this.#stance.kind === 'still') this.#stance = { kind: 'still', placed: null }
    else this.#steersman.resync(this.#clock.nowMs())
    this.#sleeper.wake()
  }

  readyRevision(): number | null {
    return this.#buffering ? null : readyRevision(this.#situation())
  }

  status(): FollowStatus {
    const reading = this.#stance.kind === 'moving' ? this.#steersman.reading() : null
    return {
      mode: this.#mode,
      positionMs: this.#positionMs,
      driftMs: reading?.driftMs ?? null,
      uncertaintyMs: reading?.uncertaintyMs ?? null,
      rate: this.#toldRate,
      buffering: this.#buffering,
      corrections: this.#steersman.corrections(),
      lastSeekReason: this.#steersman.lastSeekReason(),
    }
  }

  trouble(): Problem | null {
    return this.#trouble
  }

  /** Lets go of the player, which stays as it is. */
  stop(): void {
    this.#stopped = true
    this.#cancelEvents()
    this.#sleeper.wake()
  }

  async #run(): Promise<void> {
    while (!this.#stopped) await this.#perform(plan(this.#situation()))
  }

  #situation(): Situation {
    const { capabilities } = this.#player
    return {
      nowMs: this.#clock.nowMs(),
      track: this.#track,
      clock: this.#options.sessionClock(),
      offsetMs: this.#offsetMs,
      stance: this.#stance,
      hold: this.#hold,
      placingMs: placingAheadMs(this.#placingTimes, capabilities.seekMs),
      actuationMs: capabilities.actuationMs,
      endMs: this.#options.endMs,
    }
  }

  async #perform(step: Step): Promise<void> {
    switch (step.kind) {
      case 'rest':
        this.#setMode(this.#stance.kind === 'still' ? 'holding' : 'idle')
        await this.#sleeper.until(this.#clock.nowMs() + restCheckMs)
        return
      case 'keep-off':
        return this.#keepOff(step.untilMs)
      case 'place':
        return this.#place(step.targetMs)
      case 'release':
        return this.#release(step.atMs, step.rate)
      case 'halt':
        return this.#halt(step.atMs)
      case 'follow':
        return this.#follow(step.timeline)
    }
  }

  async #keepOff(untilMs: number | null): Promise<void> {
    this.#setMode(untilMs === null ? 'apart' : 'asking')
    const waking = await this.#sleeper.until(untilMs)
    if (waking === 'time' && this.#hold?.kind === 'asking') this.#hold = null
  }

  async #place(targetMs: number): Promise<void> {
    this.#setMode('placing')
    const beganAtMs = this.#clock.nowMs()
    this.#ear.expect({ property: 'seek', value: targetMs, deadlineMs: beganAtMs + echoDeadlineMs.seek })
    const landed = await this.#player.seek(targetMs)
    if (!landed.ok) return this.#failed(landed.problem)
    this.#setTrouble(null)
    this.#placingTimes = rememberPlacing(this.#placingTimes, this.#clock.nowMs() - beganAtMs)
    this.#ended = false
    this.#positionMs = landed.value.positionMs
    if (this.#stance.kind === 'still') {
      this.#stance = { kind: 'still', placed: { targetMs, landedMs: landed.value.positionMs } }
    }
    this.#changed()
  }

  async #release(atMs: number, rate: number): Promise<void> {
    this.#setMode('holding')
    await this.#tellRate(rate)
    const outcome = await this.#sleeper.actAt(atMs, () => {
      this.#expectPaused(false)
      return this.#player.play()
    })
    if (outcome === 'woken') return
    if (!outcome.ok) return this.#failed(outcome.problem)
    this.#stance = { kind: 'moving' }
    this.#steersman.disturbed(this.#clock.nowMs())
    this.#setMode('released')
  }

  async #halt(atMs: number): Promise<void> {
    const outcome = await this.#sleeper.actAt(atMs, () => {
      this.#expectPaused(true)
      return this.#player.pause()
    })
    if (outcome === 'woken') return
    if (!outcome.ok) return this.#failed(outcome.problem)
    this.#stance = { kind: 'still', placed: null }
  }

  async #follow(timeline: Timeline): Promise<void> {
    if (this.#mode !== 'released') this.#setMode('following')
    await this.#tellRate(this.#timelineAhead(timeline).rate)
    const dueAtMs = this.#clock.nowMs() + this.#steersman.tickMs(this.#clock.nowMs())
    if ((await this.#sleeper.until(dueAtMs)) === 'woken') return
    const observed = await this.#player.observe()
    if (!observed.ok || this.#stance.kind !== 'moving' || this.#hold !== null) return
    await this.#steer(observed.value)
  }

  async #steer(observation: Observation): Promise<void> {
    this.#positionMs = observation.positionMs
    if (observation.paused)
      return this.#hear({ kind: 'paused', paused: true, positionMs: observation.positionMs })
    if (observation.buffering || observation.seeking || observation.ended) {
      this.#steersman.disturbed(this.#clock.nowMs())
      return this.#changed()
    }
    const expected = this.#expectedAt(observation.observedAtMs)
    if (expected === null || !expected.playing) return
    this.#setMode('following')
    const decision = this.#steersman.judge(observation, expected.positionMs, this.#clock.nowMs())
    this.#changed()
    if (decision.kind === 'rate') await this.#pulse(expected.rate, decision)
    if (decision.kind === 'seek') await this.#halt(this.#clock.nowMs())
  }

  /** A speed pulse: off the timeline's rate for a while and back to it, whose integral is the drift. */
  async #pulse(rate: number, pulse: { rate: number; forMs: number }): Promise<void> {
    const beganAtMs = this.#clock.nowMs()
    await this.#tellRate(rate * pulse.rate)
    await this.#sleeper.until(beganAtMs + pulse.forMs)
    if (this.#stance.kind === 'moving' && this.#hold === null) await this.#tellRate(rate)
  }

  async #tellRate(rate: number): Promise<void> {
    const { rate: range } = this.#player.capabilities
    if (range === null || rate === this.#toldRate) return
    const allowed = Math.min(range.maximum, Math.max(range.minimum, rate))
    const deadlineMs = this.#clock.nowMs() + echoDeadlineMs.rate
    this.#ear.expect({ property: 'rate', value: allowed, deadlineMs })
    this.#toldRate = rate
    await this.#player.setRate(allowed)
  }

  #expectPaused(paused: boolean): void {
    const deadlineMs = this.#clock.nowMs() + echoDeadlineMs.paused
    this.#ear.expect({ property: 'paused', value: paused, deadlineMs })
  }

  /** The timeline that will be in force when a rate told now is heard. */
  #timelineAhead(timeline: Timeline): Timeline {
    const clock = this.#options.sessionClock()
    if (this.#track === null || clock === null) return timeline
    const heardInMs = this.#player.capabilities.rate?.delayMs ?? 0
    const ahead = inForceAt(this.#track, toSessionMs(clock, this.#clock.nowMs() + heardInMs))
    return ahead.playing ? ahead : timeline
  }

  #expectedAt(localMs: number): { positionMs: number; playing: boolean; rate: number } | null {
    const clock = this.#options.sessionClock()
    if (this.#track === null || clock === null) return null
    const sessionMs = toSessionMs(clock, localMs)
    const { playing, rate, ...rest } = inForceAt(this.#track, sessionMs)
    return { positionMs: positionAt({ playing, rate, ...rest }, sessionMs) + this.#offsetMs, playing, rate }
  }

  #isRoomPlaying(): boolean {
    return this.#expectedAt(this.#clock.nowMs())?.playing ?? false
  }

  #hear(event: PlayerEvent): void {
    if (this.#stopped) return
    switch (event.kind) {
      case 'buffering':
        this.#buffering = event.buffering
        this.#steersman.disturbed(this.#clock.nowMs())
        return this.#changed()
      case 'ended':
        this.#ended = true
        return
      case 'stream-failed':
        return this.#setTrouble(event.problem)
      case 'sought':
        this.#ended = false
        return this.#understand(event)
      case 'paused':
      case 'rate':
        return this.#understand(event)
      default:
        return
    }
  }

  #understand(event: Extract<PlayerEvent, { kind: 'paused' | 'sought' | 'rate' }>): void {
    const nowMs = this.#clock.nowMs()
    const expected = this.#expectedAt(nowMs)
    const intent = this.#ear.judge(event, {
      nowMs,
      expectedPlaying: expected?.playing ?? false,
      expectedPositionMs: expected?.positionMs ?? this.#positionMs ?? 0,
      expectedRate: this.#toldRate,
      buffering: this.#buffering,
      ended: this.#ended,
      mediaChanging: expected === null,
    })
    this.#obey(intent, nowMs)
  }

  #obey(intent: Intent, nowMs: number): void {
    const asking: Hold = { kind: 'asking', untilMs: nowMs + verdictDeadlineMs }
    switch (intent.kind) {
      case 'echo':
      case 'artefact':
        return
      case 'wants-pause':
        this.#stance = { kind: 'still', placed: null }
        this.#hold = asking
        break
      case 'wants-play':
        // Not left running: the plan halts and places it again, so that it starts with everyone.
        this.#stance = { kind: 'moving' }
        this.#hold = null
        break
      case 'wants-seek':
        if (this.#stance.kind === 'still') this.#stance = { kind: 'still', placed: null }
        this.#hold = asking
        break
      case 'wants-rate':
        this.#toldRate = intent.rate
        this.#hold = asking
        break
    }
    this.#listeners.tell({ kind: 'intent', intent })
    this.#sleeper.wake()
  }

  /** Tells the trouble; a failing player is not asked again at once. */
  async #failed(problem: Problem): Promise<void> {
    this.#setTrouble(problem)
    if (!this.#stopped) await this.#sleeper.until(this.#clock.nowMs() + retryAfterMs)
  }

  #setTrouble(problem: Problem | null): void {
    if (problem === this.#trouble) return
    this.#trouble = problem
    this.#listeners.tell({ kind: 'trouble', problem })
  }

  #setMode(mode: FollowStatus['mode']): void {
    if (mode === this.#mode) return
    this.#mode = mode
    this.#changed()
  }

  #changed(): void {
    if (!this.#stopped) this.#listeners.tell({ kind: 'changed' })
  }
}

/** How late the player may repeat our own commands; a seek in a transcode restarts the server's encoder. */
const echoDeadlineMs = { paused: 3000, rate: 2000, seek: 30_000 } as const
/** How long the room may take to answer before the player is put back. */
const verdictDeadlineMs = 3000
const retryAfterMs = 1000
/** A resting follower looks again now and then: the session clock may have become known. */
const restCheckMs = 250
