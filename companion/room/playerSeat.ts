import type { Landing, PlayerAdapter, PlayerEvent } from '../../adapters/player.ts'
import type { OpenedItem } from '../../jellyfin/library.ts'
import type { PlayerStatus } from '../../protocol/companionState.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Cancel } from '../../protocol/wire.ts'
import { nextDelayMs } from '../../sync/backoff.ts'
import type { PreciseClock } from '../../sync/clock.ts'
import type { ClockModel } from '../../sync/clockOffset.ts'
import type { TimelineTrack } from '../../sync/timeline.ts'
import { Follower } from '../follow/follower.ts'
import type { FollowerEvent } from '../follow/followerApi.ts'
import type { Finding } from '../health/conditions.ts'
import { recentRestarts, restartDelayMs } from '../health/restartPlan.ts'
import { createPlayerCare, type HealthVoice, type PlayerCare } from './playerCare.ts'

export type LaunchPlayer = () => Promise<Result<PlayerAdapter, Problem>>

/** A server that restarts needs some seconds; MPV has tried for a while by itself before it gave up. */
const reopenBackoff = { firstMs: 1000, longestMs: 10_000 }

export interface PlayerSeatOptions {
  readonly launchPlayer: LaunchPlayer
  readonly clock: PreciseClock
  /** Time of day, ms. */
  wallMs(): number
  readonly health: HealthVoice
  readonly opened: OpenedItem
  sessionClock(): ClockModel | null
  track(): TimelineTrack
  /** Where the film should stand when the player has loaded it, ms. */
  startMs(): number
  offsetMs(): number
  onStatus(status: PlayerStatus): void
  onFollower(event: FollowerEvent): void
  onPlayerEvent(event: PlayerEvent): void
}

/**
 * One member's player: launched, loaded, followed; and again when it was lost. The seat outlives its players, as
 * the session outlives the seat.
 */
export class PlayerSeat {
  readonly #options: PlayerSeatOptions
  #player: PlayerAdapter | null = null
  #care: PlayerCare | null = null
  #follower: Follower | null = null
  #cancels: Cancel[] = []
  #taking: Promise<Result<void, Problem>> | null = null
  #trouble: Problem | null = null
  /** Whether the player shows less than it should: then a new one is worth a try. */
  #isImpaired = false
  #cancelRetry: Cancel = () => {}
  /** Ends the pause before the next try, if there is one. */
  #retryNow: (() => void) | null = null
  #restarts: readonly number[] = []
  #closed = false

  constructor(options: PlayerSeatOptions) {
    this.#options = options
  }

  /** Launches and loads the player unless one is there; a second call meanwhile shares the first one's outcome. */
  take(): Promise<Result<void, Problem>> {
    if (this.#player !== null) return Promise.resolve(success(undefined))
    this.#cancelRetry()
    this.#taking ??= this.#launch().finally(() => {
      this.#taking = null
    })
    return this.#taking
  }

  /**
   * What a person asks for: a lost player is started, one that plays something else gets the film again, one that
   * shows less than it should is replaced. Does nothing where all is well.
   */
  async bringBack(): Promise<Result<void, Problem>> {
    this.#restarts = []
    const player = this.#player
    if (player === null || this.#taking !== null) return this.take()
    if (this.#retryNow !== null) this.#retryNow()
    else if (this.#follower === null) void this.#reopen(player, otherFilmOpen, 0)
    else if (this.#isImpaired) return this.#replace(player)
    return success(undefined)
  }

  follower(): Follower | null {
    return this.#follower
  }

  player(): PlayerAdapter | null {
    return this.#player
  }

  /** Why this player cannot follow at the moment, null when it can or when there is none. */
  trouble(): Problem | null {
    return this.#trouble ?? this.#follower?.trouble() ?? null
  }

  async leave(): Promise<void> {
    this.#closed = true
    this.#cancelRetry()
    await this.#taking?.catch(() => {})
    const player = this.#player
    this.#letGo()
    await player?.close()
  }

  async #launch(): Promise<Result<void, Problem>> {
    this.#options.onStatus({ kind: 'starting' })
    const launched = await this.#options.launchPlayer()
    if (!launched.ok) return this.#failed(launched.problem)
    if (this.#closed) {
      await launched.value.close()
      return success(undefined)
    }
    return this.#load(launched.value)
  }

  async #replace(player: PlayerAdapter): Promise<Result<void, Problem>> {
    this.#letGo()
    await player.close()
    return this.take()
  }

  async #load(player: PlayerAdapter): Promise<Result<void, Problem>> {
    const { clock, wallMs, opened, health } = this.#options
    this.#player = player
    const onStreamDead = (problem: Problem) => void this.#reopen(player, problem)
    this.#care = createPlayerCare({ clock, wallMs, player, opened, health, onStreamDead })
    this.#cancels = [player.onEvent((event) => this.#hear(event)), this.#care.stop]
    this.#options.onStatus({ kind: 'loading', ...faceOf(player) })
    const landed = await this.#open(player)
    // Gone meanwhile: that was told already, with the better reason.
    if (this.#player !== player) return landed.ok ? success(undefined) : landed
    if (!landed.ok) {
      this.#letGo()
      await player.close()
      return this.#failed(landed.problem)
    }
    this.#follow(player, landed.value)
    return success(undefined)
  }

  /** Loads the film where the room is about to be. */
  async #open(player: PlayerAdapter): Promise<Result<Landing & { targetMs: number }, Problem>> {
    const { opened, offsetMs } = this.#options
    const targetMs = Math.max(0, this.#options.startMs() + offsetMs())
    const { streamUrl: url, subtitles, media } = opened
    const { title, runtimeMs: durationMs } = media
    const landed = await player.load({ url, title, startMs: targetMs, subtitles, durationMs })
    return landed.ok ? success({ ...landed.value, targetMs }) : landed
  }

  /** A stream that died stays dead in the player: it is opened anew, until it plays or the seat is left. */
  async #reopen(player: PlayerAdapter, problem: Problem, firstAttempt = 1): Promise<void> {
    this.#stopFollowing(problem)
    this.#options.onStatus({ kind: 'loading', ...faceOf(player) })
    for (let attempt = firstAttempt; ; attempt += 1) {
      if (attempt > 0) await this.#retryPause(attempt, problem)
      if (this.#closed || this.#player !== player) return
      const landed = await this.#open(player)
      if (this.#closed || this.#player !== player) return
      if (!landed.ok) continue
      this.#trouble = null
      return this.#follow(player, landed.value)
    }
  }

  #stopFollowing(trouble: Problem): void {
    this.#follower?.stop()
    this.#follower = null
    this.#trouble = trouble
    this.#care?.restStream()
    this.#cancelRetry()
  }

  /** Never ends when the seat is left meanwhile: nobody waits for it then. */
  #retryPause(attempt: number, problem: Problem): Promise<void> {
    const { clock, wallMs, health } = this.#options
    const waitMs = nextDelayMs(attempt - 1, 1, reopenBackoff)
    const wayBack = { kind: 'retrying', attempt, nextAtMs: wallMs() + waitMs } as const
    health.found({ what: 'stream-lost', problem, wayBack })
    return new Promise((resolve) => {
      const cancel = clock.after(waitMs, () => this.#retryNow?.())
      this.#cancelRetry = () => {
        cancel()
        this.#retryNow = null
      }
      this.#retryNow = () => {
        this.#cancelRetry()
        resolve()
      }
    })
  }

  #follow(player: PlayerAdapter, landing: { positionMs: number; targetMs: number }): void {
    const { clock, opened, sessionClock, offsetMs, track } = this.#options
    const endMs = opened.media.runtimeMs
    const follower = new Follower({ player, landing, clock, sessionClock, endMs, offsetMs: offsetMs() })
    this.#follower = follower
    this.#cancels.push(follower.onEvent((event) => this.#hearFollower(player, event)))
    follower.setTrack(track())
    this.#options.onStatus({ kind: 'ready', ...faceOf(player) })
  }

  #hearFollower(player: PlayerAdapter, event: FollowerEvent): void {
    this.#options.onFollower(event)
    if (event.kind === 'stream-lost' && this.#follower !== null) void this.#reopen(player, event.problem)
  }

  #hear(event: PlayerEvent): void {
    this.#options.onPlayerEvent(event)
    this.#care?.hear(event)
    const player = this.#player
    if (event.kind === 'impaired') this.#isImpaired = true
    if (player !== null && this.#follower !== null) {
      if (event.kind === 'stream-failed') void this.#reopen(player, event.problem)
      if (event.kind === 'foreign-media') this.#goAstray()
    }
    if (event.kind === 'gone') this.#lose(event)
  }

  /** What the viewer opened by hand is theirs: it is neither steered nor taken for the film. */
  #goAstray(): void {
    this.#stopFollowing(otherFilmOpen)
    this.#options.onFollower({ kind: 'changed' })
  }

  #lose({ how, problem }: Extract<PlayerEvent, { kind: 'gone' }>): void {
    const isOurs = this.#player?.identity.launched ?? false
    this.#letGo()
    if (isOurs && how === 'crashed') this.#restartLater({ what: 'player-crashed', problem })
    if (isOurs && how === 'hung') this.#restartLater({ what: 'player-hung', problem })
    this.#options.onStatus({ kind: 'gone', how, problem })
  }

  /** A player of ours that was lost by accident is started again by itself, unless that happens again and again. */
  #restartLater(finding: Finding): void {
    const { clock, wallMs, health } = this.#options
    const nowMs = clock.nowMs()
    const delayMs = restartDelayMs(this.#restarts, nowMs)
    if (delayMs === null || this.#closed) return
    this.#restarts = [...recentRestarts(this.#restarts, nowMs), nowMs]
    const attempt = this.#restarts.length
    health.found({ ...finding, wayBack: { kind: 'retrying', attempt, nextAtMs: wallMs() + delayMs } })
    this.#cancelRetry()
    this.#cancelRetry = clock.after(delayMs, () => void this.#takeAgain(this.#restarts))
  }

  /** One that was lost while it loaded has planned its next start already. */
  async #takeAgain(restarts: readonly number[]): Promise<void> {
    const taken = await this.take()
    if (taken.ok || this.#player !== null || this.#restarts !== restarts) return
    this.#restartLater({ what: 'player-not-started', problem: taken.problem })
  }

  #letGo(): void {
    this.#follower?.stop()
    for (const cancel of this.#cancels) cancel()
    this.#cancelRetry()
    this.#cancels = []
    this.#follower = null
    this.#player = null
    this.#care = null
    this.#trouble = null
    this.#isImpaired = false
  }

  #failed(problem: Problem): Result<void, Problem> {
    this.#options.onStatus({ kind: 'gone', how: 'failed-to-start', problem })
    return failure(problem)
  }
}

const otherFilmOpen: Problem = {
  code: 'other-film',
  sentence: 'Something else is open in the player.',
  nextStep: 'Start the player again to come back to the film.',
}

const faceOf = (player: PlayerAdapter) => ({
  name: player.capabilities.name,
  pid: player.identity.pid,
  control: player.identity.control,
})
