import type { PlayerAdapter, PlayerEvent } from '../../adapters/player.ts'
import type { FollowStatus } from '../../protocol/companionState.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Timeline } from '../../protocol/timeline.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { PreciseClock } from '../../sync/clock.ts'
import type { Observation } from '../../sync/observation.ts'
import type { TimelineTrack } from '../../sync/timeline.ts'
import { isAstray, streamLost } from './astray.ts'
import { expectedAt, rateToTell, roomAt, type Course } from './course.ts'
import type { FollowerEvent, FollowerOptions } from './followerApi.ts'
import { createVoice } from './followerVoice.ts'
import { gatheredWish, gatherOn, gatherSeek } from './gathering.ts'
import { createHands } from './hands.ts'
import { createPlayerEar, type PlayerEar } from './playerEar.ts'
import { plan, readyRevision, type Hold, type Situation, type Stance, type Step } from './plan.ts'
import { createReplaying, nothingToReplay } from './replaying.ts'
import { createSleeper } from './sleeper.ts'
import { createSteersman } from './steersman.ts'
import { grant, holdAfter, type Verdict, type Wish } from './wish.ts'

/** How long the room may take to answer before the player is put back. */
const verdictDeadlineMs = 3000
const refusalShownMs = 4000
const retryAfterMs = 1000
const restCheckMs = 250

/**
 * Keeps one player on the timeline of a room: places it, releases it on the instant, follows, corrects. It owns the
 * player's transport from construction until `stop`; whatever else happens in the player is heard as the viewer's
 * wish. One step is under way at a time, so commands never overtake each other.
 */
export class Follower {
  readonly #options: FollowerOptions
  readonly #player: PlayerAdapter
  readonly #clock: PreciseClock
  readonly #sleeper
  readonly #steersman
  readonly #ear: PlayerEar
  readonly #hands
  readonly #voice = createVoice()
  readonly #replaying = createReplaying()
  readonly #cancelEvents: Cancel
  #track: TimelineTrack | null = null
  #stance: Stance
  #hold: Hold | null = null
  #offsetMs: number
  #positionMs: number | null
  #stopped = false

  constructor(options: FollowerOptions) {
    const { player, clock, landing, offsetMs } = options
    this.#options = options
    this.#player = player
    this.#clock = clock
    this.#offsetMs = offsetMs
    this.#stance = { kind: 'still', placed: { targetMs: landing.targetMs, landedMs: landing.positionMs } }
    this.#positionMs = landing.positionMs
    this.#sleeper = createSleeper(clock)
    const firstSeekMs = Math.max(player.capabilities.seekMs, options.slowSeekMs ?? 0)
    this.#ear = createPlayerEar(clock)
    this.#hands = createHands({ player, clock, sleeper: this.#sleeper, ear: this.#ear, firstSeekMs })
    this.#steersman = createSteersman(player.capabilities, () => this.#hands.seekMs())
    this.#cancelEvents = player.onEvent((event) => this.#hear(event))
    void this.#run()
  }

  onEvent(listener: (event: FollowerEvent) => void): Cancel {
    return this.#voice.onEvent(listener)
  }

  /** Where the room is from now on. A newer revision also ends the waiting for a verdict. */
  setTrack(track: TimelineTrack): void {
    const isNews = this.#track?.current.revision !== track.current.revision
    if (this.#replaying.hearsOf(this.#track, track) === 'ends') this.#leap()
    this.#track = track
    if (isNews && this.#hold?.kind === 'asking') this.#hold = null
    this.#sleeper.wake()
  }

  setOffset(offsetMs: number): void {
    this.#offsetMs = offsetMs
    this.#steersman.disturbed(this.#clock.nowMs())
    this.#sleeper.wake()
  }

  /** When refused, the player is put back and the viewer is told why; with nobody to ask a pause stays theirs. */
  verdict(verdict: Verdict): void {
    if (verdict.kind === 'accepted' || this.#hold === null) return
    const expected = expectedAt(this.#course(), this.#clock.nowMs())
    if (this.#hold.kind !== 'gathering') this.#hold = holdAfter(verdict, this.#stance, expected)
    void this.#player.showMessage(verdict.sentence, refusalShownMs)
    this.#sleeper.wake()
  }

  /** Brings the player exactly onto the timeline now, dead band or not. */
  resync(): void {
    this.#hold = null
    if (this.#stance.kind === 'still') this.#stance = { kind: 'still', placed: null }
    else this.#steersman.resync(this.#clock.nowMs())
    this.#sleeper.wake()
  }

  /** Goes back `byMs` for this viewer alone, and catches up by itself; once more means further back. */
  goBack(byMs: number): Result<void, Problem> {
    const room = roomAt(this.#course(), this.#clock.nowMs())
    if (room === null || !room.playing || this.#hold !== null) return failure(nothingToReplay)
    this.#replaying.goBack(room, byMs, this.#player.capabilities.rate)
    this.#leap()
    return success(undefined)
  }

  /** Back to where the room is, at once; nothing to do when that is where the viewer is. */
  endReplay(): void {
    if (this.#replaying.end()) this.#leap()
  }

  readyRevision(): number | null {
    return this.#ear.isBuffering() ? null : readyRevision(this.#situation())
  }

  status(): FollowStatus {
    return {
      ...this.#steersman.figures(this.#stance.kind === 'moving'),
      mode: this.#voice.mode(),
      positionMs: this.#positionMs,
      rate: this.#hands.toldRate(),
      buffering: this.#ear.isBuffering(),
      behindMs: this.#replaying.behindMs(roomAt(this.#course(), this.#clock.nowMs())),
    }
  }

  trouble(): Problem | null {
    return this.#voice.trouble()
  }

  /** Lets go of the player, which stays as it is. */
  stop(): void {
    this.#stopped = true
    this.#voice.silence()
    this.#cancelEvents()
    this.#sleeper.wake()
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      if (this.#replaying.moveOn(roomAt(this.#course(), this.#clock.nowMs())) === 'jumps') this.#leap()
      await this.#perform(plan(this.#situation()))
    }
  }

  /** The player is placed anew: where it should be now, moving on does not lead. */
  #leap(): void {
    this.#stance = this.#stance.kind === 'still' ? { kind: 'still', placed: null } : { kind: 'moving', leaps: true }
    this.#steersman.disturbed(this.#clock.nowMs())
    this.#voice.changed()
    this.#sleeper.wake()
  }

  #course(): Course {
    const replay = this.#replaying.replay()
    return { track: this.#track, clock: this.#options.sessionClock(), offsetMs: this.#offsetMs, replay }
  }

  #situation(): Situation {
    return {
      ...this.#course(),
      nowMs: this.#clock.nowMs(),
      stance: this.#stance,
      hold: this.#hold,
      placingMs: this.#hands.placingMs(),
      actuationMs: this.#player.capabilities.actuationMs,
      endMs: this.#options.endMs,
    }
  }

  async #perform(step: Step): Promise<void> {
    switch (step.kind) {
      case 'rest':
        return this.#rest()
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

  /** An event that was lost must not leave a wish unheard: the player is asked what it does, now and then. */
  async #rest(): Promise<void> {
    this.#voice.setMode(this.#stance.kind === 'still' ? 'holding' : 'idle')
    if ((await this.#sleeper.until(this.#clock.nowMs() + restCheckMs)) === 'woken') return
    const observed = await this.#player.observe()
    if (!observed.ok || this.#hold !== null) return
    const { paused, positionMs } = observed.value
    if (paused !== (this.#stance.kind === 'still')) this.#hear({ kind: 'paused', paused, positionMs })
  }

  async #keepOff(untilMs: number | null): Promise<void> {
    this.#voice.setMode(untilMs === null ? 'apart' : 'asking')
    const waking = await this.#sleeper.until(untilMs)
    if (waking !== 'time') return
    const gathered = gatheredWish(this.#hold)
    if (gathered !== null) this.#ask(gathered)
    else if (this.#hold?.kind === 'asking') this.#hold = null
  }

  async #place(targetMs: number): Promise<void> {
    this.#voice.setMode('placing')
    const landed = await this.#hands.place(targetMs)
    if (!landed.ok) return this.#failed(landed.problem)
    if (isAstray(landed.value.positionMs, targetMs, this.#options.endMs)) {
      this.#voice.tell({ kind: 'stream-lost', problem: streamLost })
      return this.#failed(streamLost)
    }
    this.#voice.setTrouble(null)
    this.#positionMs = landed.value.positionMs
    if (this.#stance.kind === 'still') {
      this.#stance = { kind: 'still', placed: { targetMs, landedMs: landed.value.positionMs } }
    }
    this.#voice.changed()
  }

  async #release(atMs: number, rate: number): Promise<void> {
    this.#voice.setMode('holding')
    const outcome = await this.#hands.release(atMs, rate)
    if (outcome === 'woken') return
    if (!outcome.ok) return this.#failed(outcome.problem)
    this.#stance = { kind: 'moving' }
    this.#steersman.disturbed(this.#clock.nowMs())
    this.#voice.setMode('released')
  }

  async #halt(atMs: number): Promise<void> {
    const outcome = await this.#hands.halt(atMs)
    if (outcome === 'woken') return
    if (!outcome.ok) return this.#failed(outcome.problem)
    this.#stance = { kind: 'still', placed: null }
  }

  async #follow(timeline: Timeline): Promise<void> {
    if (this.#voice.mode() !== 'released') this.#voice.setMode('following')
    const heardAtMs = this.#clock.nowMs() + (this.#player.capabilities.rate?.delayMs ?? 0)
    await this.#hands.tellRate(rateToTell(this.#course(), timeline, heardAtMs))
    const dueAtMs = this.#clock.nowMs() + this.#steersman.tickMs(this.#clock.nowMs())
    if ((await this.#sleeper.until(dueAtMs)) === 'woken') return
    const observed = await this.#player.observe()
    if (!observed.ok || this.#stance.kind !== 'moving' || this.#hold !== null) return
    await this.#steer(observed.value)
  }

  async #steer(observation: Observation): Promise<void> {
    const { positionMs, paused, buffering, seeking, ended } = observation
    this.#positionMs = positionMs
    if (paused) return this.#hear({ kind: 'paused', paused, positionMs })
    if (buffering || seeking || ended) {
      this.#steersman.disturbed(this.#clock.nowMs())
      return this.#voice.changed()
    }
    const expected = expectedAt(this.#course(), observation.observedAtMs)
    if (expected === null || !expected.playing) return
    this.#voice.setMode('following')
    const decision = this.#steersman.judge(observation, expected, this.#clock.nowMs())
    this.#voice.changed()
    if (decision.kind === 'rate') await this.#pulse(expected.rate, decision)
    if (decision.kind === 'seek') await this.#halt(this.#clock.nowMs())
  }

  /** A speed pulse: off the timeline's rate for a while and back to it, whose integral is the drift. */
  async #pulse(rate: number, pulse: { rate: number; forMs: number }): Promise<void> {
    const endsAtMs = this.#clock.nowMs() + pulse.forMs
    await this.#hands.tellRate(rate * pulse.rate)
    await this.#sleeper.until(endsAtMs)
    if (this.#stance.kind === 'moving' && this.#hold === null) await this.#hands.tellRate(rate)
    this.#steersman.pulseEnded(this.#clock.nowMs())
  }

  #hear(event: PlayerEvent): void {
    if (this.#stopped) return
    if (event.kind === 'stream-failed') return this.#voice.setTrouble(event.problem)
    const wish = this.#ear.hear(event, { ...this.#situation(), toldRate: this.#hands.toldRate() })
    if (event.kind === 'paused') this.#adoptPause(event.paused)
    const hold = gatherOn(this.#hold, event, { wish, nowMs: this.#clock.nowMs() })
    if (hold !== this.#hold) this.#sleeper.wake()
    this.#hold = hold
    if (wish !== null) return this.#grant(wish)
    if (event.kind !== 'buffering') return
    this.#steersman.disturbed(this.#clock.nowMs())
    this.#voice.changed()
  }

  /** The player's own word about its switch is the last one; going on also ends being apart. */
  #adoptPause(paused: boolean): void {
    if (paused === (this.#stance.kind === 'still')) return
    this.#stance = paused ? { kind: 'still', placed: null } : { kind: 'moving' }
    if (this.#hold?.kind === 'apart') this.#hold = null
    this.#steersman.disturbed(this.#clock.nowMs())
    this.#sleeper.wake()
  }

  /** Seeks are gathered into one; whatever else the viewer does comes after those before it. */
  #grant(wish: Wish): void {
    const gathered = gatheredWish(this.#hold)
    const nowMs = this.#clock.nowMs()
    if (wish.kind === 'wants-seek') return this.#leaveAs(wish, gatherSeek(wish.positionMs, nowMs))
    if (gathered !== null) this.#ask(gathered)
    this.#ask(wish)
  }

  #ask(wish: Wish): void {
    this.#leaveAs(wish, { kind: 'asking', untilMs: this.#clock.nowMs() + verdictDeadlineMs })
    this.#voice.tell({ kind: 'wish', wish })
  }

  #leaveAs(wish: Wish, hold: Hold): void {
    ;({ stance: this.#stance, hold: this.#hold } = grant(wish, this.#stance, hold))
    if (wish.kind === 'wants-rate') this.#hands.noteRate(wish.rate)
    this.#sleeper.wake()
  }

  /** A failing player is not asked again at once. */
  async #failed(problem: Problem): Promise<void> {
    this.#voice.setTrouble(problem)
    if (!this.#stopped) await this.#sleeper.until(this.#clock.nowMs() + retryAfterMs)
  }
}
