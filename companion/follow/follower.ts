import type { PlayerAdapter, PlayerEvent } from '../../adapters/player.ts'
import type { FollowStatus } from '../../protocol/companionState.ts'
import type { Problem } from '../../protocol/problem.ts'
import type { Timeline } from '../../protocol/timeline.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { PreciseClock } from '../../sync/clock.ts'
import type { TimelineTrack } from '../../sync/timeline.ts'
import { streamLost } from './astray.ts'
import { createAttention, type Attention } from './attention.ts'
import { createChase, type Chase } from './chase.ts'
import { expectedAt, roomAt, type Course } from './course.ts'
import type { FollowerEvent, FollowerOptions } from './followerApi.ts'
import { createVoice } from './followerVoice.ts'
import { createHands, type PlayerHands } from './hands.ts'
import { createPlayerEar, type PlayerEar } from './playerEar.ts'
import { plan, readyRevision, type Placed, type Situation, type Step } from './plan.ts'
import { broughtBack, isFree, isOursMoving, justLoaded, leaping, movedOn, type Posture } from './posture.ts'
import { createReplaying, type Replaying } from './replaying.ts'
import { createSleeper, type Sleeper } from './sleeper.ts'
import { createRestWatch } from './restWatch.ts'
import { createSteersman, type Steersman } from './steersman.ts'
import { holdAfter, type Verdict } from './wish.ts'

const refusalShownMs = 4000
const retryAfterMs = 1000
const restCheckMs = 250
const roamCheckMs = 1000

/**
 * Keeps one player on the timeline of a room. It owns the player's transport from construction until `stop`; whatever
 * else happens there is heard as the viewer's wish. One step is under way at a time: commands never overtake each other.
 */
export class Follower {
  readonly #options: FollowerOptions
  readonly #player: PlayerAdapter
  readonly #clock: PreciseClock
  readonly #sleeper: Sleeper
  readonly #steersman: Steersman
  readonly #ear: PlayerEar
  readonly #hands: PlayerHands
  readonly #chase: Chase
  readonly #attention: Attention
  readonly #voice = createVoice()
  readonly #missedAt = createRestWatch()
  /** What this viewer sees again alone, catching up by itself. */
  readonly replaying: Replaying
  readonly #cancelEvents: Cancel
  #track: TimelineTrack | null = null
  #posture: Posture
  #offsetMs: number
  #positionMs: number
  #stopped = false
  readonly #running: Promise<void>

  constructor(options: FollowerOptions) {
    const { player, clock, landing, offsetMs, endMs, strictness } = options
    this.#options = options
    this.#player = player
    this.#clock = clock
    this.#offsetMs = offsetMs
    this.#posture = justLoaded(landing)
    this.#positionMs = landing.positionMs
    const sleeper = (this.#sleeper = createSleeper(clock))
    const ear = (this.#ear = createPlayerEar(clock))
    const firstSeekMs = Math.max(player.capabilities.seekMs, options.slowSeekMs ?? 0)
    const hands = (this.#hands = createHands({ player, clock, sleeper, ear, firstSeekMs, endMs }))
    const steersman = (this.#steersman = createSteersman(player.capabilities, hands.seekMs, strictness))
    const common = { clock, sleeper, steersman, hands, voice: this.#voice }
    this.replaying = createReplaying({
      room: () => roomAt(this.#course(), clock.nowMs()),
      rate: () => player.capabilities.rate,
      isOurs: () => this.#posture.hold === null,
      leap: () => this.#leap(),
    })
    this.#chase = createChase({
      ...common,
      player,
      course: () => this.#course(),
      isOurs: () => isOursMoving(this.#posture),
      onPosition: (positionMs) => {
        this.#positionMs = positionMs
      },
    })
    this.#attention = createAttention({
      ...common,
      ear,
      situation: () => this.#situation(),
      take: (posture) => {
        this.#posture = posture
      },
    })
    this.#cancelEvents = player.onEvent((event) => this.#hear(event))
    this.#running = this.#run()
  }

  onEvent(listener: (event: FollowerEvent) => void): Cancel {
    return this.#voice.onEvent(listener)
  }

  /** Where the room is from now on. A newer revision also ends the waiting for a verdict. */
  setTrack(track: TimelineTrack): void {
    const isNews = this.#track?.current.revision !== track.current.revision
    this.replaying.hear(this.#track, track)
    this.#track = track
    if (isNews) this.#posture = movedOn(this.#posture)
    this.#sleeper.wake()
  }

  setOffset(offsetMs: number): void {
    this.#offsetMs = offsetMs
    this.#steersman.disturbed(this.#clock.nowMs())
    this.#sleeper.wake()
  }

  /** When refused, the player is put back and the viewer is told why; with nobody to ask a pause stays theirs. */
  verdict(verdict: Verdict): void {
    const { stance, hold } = this.#posture
    if (verdict.kind === 'accepted' || hold === null || hold.kind === 'free') return
    const expected = expectedAt(this.#course(), this.#clock.nowMs())
    if (hold.kind !== 'gathering') this.#posture = { stance, hold: holdAfter(verdict, stance, expected) }
    void this.#player.showMessage(verdict.sentence, refusalShownMs)
    this.#sleeper.wake()
  }

  /** Leaves the player to its viewer until told otherwise, and brings it back to where the room is then. */
  setFree(free: boolean): void {
    if (free === isFree(this.#posture)) return
    if (!free) return this.#bringBack()
    this.replaying.end()
    this.#posture = { ...this.#posture, hold: { kind: 'free' } }
    this.#sleeper.wake()
  }

  /** Brings the player exactly onto the timeline now, dead band or not; one that is its viewer's stays so. */
  resync(): void {
    if (!isFree(this.#posture)) this.#bringBack()
  }

  #bringBack(): void {
    this.#posture = broughtBack(this.#posture)
    if (this.isMoving()) this.#steersman.resync(this.#clock.nowMs())
    this.#sleeper.wake()
  }

  readyRevision(): number | null {
    return this.#ear.isBuffering() ? null : readyRevision(this.#situation())
  }

  status(): FollowStatus {
    return {
      ...this.#steersman.figures(this.isMoving() && !isFree(this.#posture)),
      mode: this.#voice.mode(),
      positionMs: this.#positionMs,
      rate: this.#hands.toldRate(),
      buffering: this.#ear.isBuffering(),
      behindMs: this.replaying.behindMs(),
    }
  }

  /** Whether the player moves, as far as it told. */
  isMoving(): boolean {
    return this.#posture.stance.kind === 'moving'
  }

  trouble(): Problem | null {
    return this.#voice.trouble()
  }

  /** Lets go of the player, which stays as it is. Resolves when the last command to it is over. */
  stop(): Promise<void> {
    this.#stopped = true
    this.#voice.silence()
    this.#cancelEvents()
    this.#sleeper.wake()
    return this.#running
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      this.replaying.moveOn()
      await this.#perform(plan(this.#situation()))
    }
  }

  #leap(): void {
    this.#posture = leaping(this.#posture)
    this.#steersman.disturbed(this.#clock.nowMs())
    this.#voice.changed()
    this.#sleeper.wake()
  }

  #course(): Course {
    const replay = this.replaying.replay()
    return { track: this.#track, clock: this.#options.sessionClock(), offsetMs: this.#offsetMs, replay }
  }

  #situation(): Situation {
    return {
      ...this.#course(),
      nowMs: this.#clock.nowMs(),
      ...this.#posture,
      placingMs: this.#hands.placingMs(),
      actuationMs: this.#player.capabilities.actuationMs,
      endMs: this.#options.endMs,
    }
  }

  async #perform(step: Step): Promise<void> {
    switch (step.kind) {
      case 'rest':
        return this.#rest(step.rate)
      case 'keep-off':
        return this.#keepOff(step.untilMs)
      case 'roam':
        return this.#roam()
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

  async #rest(rate: number | null): Promise<void> {
    this.#voice.setMode(this.isMoving() ? 'idle' : 'holding')
    if (rate !== null && (await this.#hands.tellRate(rate))) this.#voice.changed()
    if ((await this.#sleeper.until(this.#clock.nowMs() + restCheckMs)) === 'woken') return
    const observed = await this.#player.observe()
    const missed = observed.ok ? this.#missedAt(observed.value, this.#posture) : null
    if (missed !== null) this.#hear(missed)
  }

  async #keepOff(untilMs: number | null): Promise<void> {
    this.#voice.setMode(untilMs === null ? 'apart' : 'asking')
    if ((await this.#sleeper.until(untilMs)) !== 'time') return
    if (!this.#attention.askGathered()) this.#posture = movedOn(this.#posture)
  }

  /** Others still want to know where a viewer of their own is. */
  async #roam(): Promise<void> {
    this.#voice.setMode('free')
    if ((await this.#sleeper.until(this.#clock.nowMs() + roamCheckMs)) === 'woken') return
    const observed = await this.#player.observe()
    if (observed.ok) this.#positionMs = observed.value.positionMs
    this.#voice.changed()
  }

  async #place(targetMs: number): Promise<void> {
    this.#voice.setMode('placing')
    const replay = this.replaying.replay()
    const landed = await this.#hands.place(targetMs)
    if (!landed.ok) return this.#failed(landed.problem)
    this.#voice.setTrouble(null)
    const landedMs = (this.#positionMs = landed.value.positionMs)
    // Who went back once more meanwhile belongs elsewhere.
    if (!this.isMoving() && replay === this.replaying.replay()) this.#stand({ targetMs, landedMs })
    this.#voice.changed()
  }

  async #release(atMs: number, rate: number): Promise<void> {
    this.#voice.setMode('holding')
    const outcome = await this.#hands.release(atMs, rate)
    if (outcome === 'woken') return
    if (!outcome.ok) return this.#failed(outcome.problem)
    this.#posture = { ...this.#posture, stance: { kind: 'moving' } }
    this.#steersman.disturbed(this.#clock.nowMs())
    this.#voice.setMode('released')
  }

  async #halt(atMs: number): Promise<void> {
    const outcome = await this.#hands.halt(atMs)
    if (outcome === 'woken') return
    if (!outcome.ok) return this.#failed(outcome.problem)
    this.#stand(null)
  }

  #stand(placed: Placed | null): void {
    this.#posture = { ...this.#posture, stance: { kind: 'still', placed } }
  }

  async #follow(timeline: Timeline): Promise<void> {
    const outcome = await this.#chase.follow(timeline)
    if (outcome.kind === 'found-paused') this.#hear({ ...outcome, kind: 'paused', paused: true })
    if (outcome.kind === 'jump') await this.#halt(this.#clock.nowMs())
  }

  #hear(event: PlayerEvent): void {
    if (!this.#stopped) this.#attention.hear(event)
  }

  /** A failing player is not asked again at once. */
  async #failed(problem: Problem): Promise<void> {
    if (problem === streamLost) this.#voice.tell({ kind: 'stream-lost', problem })
    this.#voice.setTrouble(problem)
    if (!this.#stopped) await this.#sleeper.until(this.#clock.nowMs() + retryAfterMs)
  }
}
