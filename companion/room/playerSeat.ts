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

export type LaunchPlayer = () => Promise<Result<PlayerAdapter, Problem>>

/** A server that restarts needs some seconds; MPV has tried for a while by itself before it gave up. */
const reopenBackoff = { firstMs: 1000, longestMs: 10_000 }

/** A seek in a transcode begins a new one at the library: some seconds, until the first one tells how many. */
const transcodeSeekMs = 3000

export interface PlayerSeatOptions {
  readonly launchPlayer: LaunchPlayer
  readonly clock: PreciseClock
  /** What to show first. */
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
  #opened: OpenedItem
  /** The film is opened anew for this viewer alone, or has been and is not where the room is yet. */
  #isCatchingUp = false
  #player: PlayerAdapter | null = null
  #follower: Follower | null = null
  #cancels: Cancel[] = []
  #taking: Promise<Result<void, Problem>> | null = null
  #trouble: Problem | null = null
  #cancelRetry: Cancel = () => {}
  #closed = false

  constructor(options: PlayerSeatOptions) {
    this.#options = options
    this.#opened = options.opened
  }

  /** Launches and loads the player unless one is there; a second call meanwhile shares the first one's outcome. */
  take(): Promise<Result<void, Problem>> {
    if (this.#player !== null) return Promise.resolve(success(undefined))
    this.#taking ??= this.#launch().finally(() => {
      this.#taking = null
    })
    return this.#taking
  }

  /**
   * Shows `opened` from now on, another film or the same one in another way, in the player that is there and where the
   * room is then. A player that is not there will show it when it is; one that cannot is asked again and again.
   */
  async show(opened: OpenedItem): Promise<Result<void, Problem>> {
    this.#opened = opened
    this.#cancelRetry()
    await this.#taking?.catch(() => {})
    const player = this.#player
    if (player === null || this.#opened !== opened) return success(undefined)
    this.#isCatchingUp = true
    await this.#stopFollowing()
    this.#options.onStatus({ kind: 'loading', ...faceOf(player) })
    const landed = await this.#open(player)
    if (!this.#isShowing(player, opened)) return success(undefined)
    if (landed.ok) this.#follow(player, landed.value)
    else void this.#reopen(player, landed.problem)
    return landed.ok ? success(undefined) : landed
  }

  /** Whether this viewer is busy with themselves: others need not wait for them, and what they lack is not missed. */
  isAlone(): boolean {
    return this.#isCatchingUp || (this.#follower?.replaying.replay() ?? null) !== null
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

  async #load(player: PlayerAdapter): Promise<Result<void, Problem>> {
    this.#player = player
    this.#cancels = [player.onEvent((event) => this.#hear(event))]
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
    const targetMs = Math.max(0, this.#options.startMs() + this.#options.offsetMs())
    const { streamUrl: url, subtitles, media } = this.#opened
    const { title, runtimeMs: durationMs } = media
    const landed = await player.load({ url, title, startMs: targetMs, subtitles, durationMs })
    return landed.ok ? success({ ...landed.value, targetMs }) : landed
  }

  /** A stream that died stays dead in the player: it is opened anew, until it plays or the seat is left. */
  async #reopen(player: PlayerAdapter, problem: Problem): Promise<void> {
    const opened = this.#opened
    this.#trouble = problem
    await this.#stopFollowing()
    this.#options.onStatus({ kind: 'loading', ...faceOf(player) })
    for (let attempt = 0; ; attempt += 1) {
      await this.#retryPause(attempt)
      if (!this.#isShowing(player, opened)) return
      const landed = await this.#open(player)
      if (!this.#isShowing(player, opened)) return
      if (!landed.ok) continue
      return this.#follow(player, landed.value)
    }
  }

  /** Never ends when the seat is left meanwhile: nobody waits for it then. */
  #retryPause(attempt: number): Promise<void> {
    const waitMs = nextDelayMs(attempt, 1, reopenBackoff)
    return new Promise((resolve) => {
      this.#cancelRetry = this.#options.clock.after(waitMs, resolve)
    })
  }

  #follow(player: PlayerAdapter, landing: { positionMs: number; targetMs: number }): void {
    const { clock, sessionClock, offsetMs, track } = this.#options
    const endMs = this.#opened.media.runtimeMs
    const isSlow = this.#opened.delivery.kind === 'transcode'
    const follower = new Follower({
      ...{ player, landing, clock, sessionClock, endMs, offsetMs: offsetMs() },
      ...(isSlow ? { slowSeekMs: transcodeSeekMs } : {}),
    })
    this.#follower = follower
    this.#trouble = null
    this.#cancels.push(follower.onEvent((event) => this.#hearFollower(player, event)))
    follower.setTrack(track())
    this.#options.onStatus({ kind: 'ready', ...faceOf(player) })
  }

  #hearFollower(player: PlayerAdapter, event: FollowerEvent): void {
    if (this.#follower?.readyRevision() !== null) this.#isCatchingUp = false
    this.#options.onFollower(event)
    if (event.kind === 'stream-lost' && this.#follower !== null) void this.#reopen(player, event.problem)
  }

  #hear(event: PlayerEvent): void {
    this.#options.onPlayerEvent(event)
    const player = this.#player
    if (event.kind === 'stream-failed' && player !== null && this.#follower !== null) {
      void this.#reopen(player, event.problem)
    }
    if (event.kind !== 'gone') return
    this.#letGo()
    this.#options.onStatus({ kind: 'gone', how: event.how, problem: event.problem })
  }

  #isShowing(player: PlayerAdapter, opened: OpenedItem): boolean {
    return !this.#closed && this.#player === player && this.#opened === opened
  }

  /** Resolves when the last command to the player is over, so that none follows the next film. */
  async #stopFollowing(): Promise<void> {
    const follower = this.#follower
    this.#follower = null
    await follower?.stop()
  }

  #letGo(): void {
    void this.#stopFollowing()
    this.#isCatchingUp = false
    for (const cancel of this.#cancels) cancel()
    this.#cancels = []
    this.#player = null
    this.#trouble = null
  }

  #failed(problem: Problem): Result<void, Problem> {
    this.#options.onStatus({ kind: 'gone', how: 'failed-to-start', problem })
    return failure(problem)
  }
}

const faceOf = (player: PlayerAdapter) => ({
  name: player.capabilities.name,
  pid: player.identity.pid,
  control: player.identity.control,
})
