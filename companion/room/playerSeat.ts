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

/** A seek in a transcode begins a new one at the library: some seconds, until the first one tells how many. */
const transcodeSeekMs = 3000
/** A server that restarts needs some seconds; MPV has tried for a while by itself before it gave up. */
const reopenBackoff = { firstMs: 1000, longestMs: 10_000 }

export interface PlayerSeatOptions {
  readonly launchPlayer: LaunchPlayer
  readonly clock: PreciseClock
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
 * One member's player: launched, loaded, followed; and again when it was lost. The seat outlives its players and its
 * films, as the session outlives the seat. What the player is told to do is done in turn: one film never overtakes
 * another.
 */
export class PlayerSeat {
  readonly #options: PlayerSeatOptions
  #film: OpenedItem | null = null
  /** What the player was told to load last. */
  #shown: OpenedItem | null = null
  #player: PlayerAdapter | null = null
  #follower: Follower | null = null
  #cancels: Cancel[] = []
  #launching: Promise<Result<PlayerAdapter, Problem>> | null = null
  #bringing: Promise<Result<void, Problem>> | null = null
  #inTurn: Promise<unknown> = Promise.resolve()
  #trouble: Problem | null = null
  #cancelRetry: Cancel = () => {}
  #hasLoaded = false
  /** The film was opened anew for this viewer alone, and is not where the room is yet. */
  #isCatchingUp = false
  #isFree = false
  #wasLost = false
  #closed = false

  constructor(options: PlayerSeatOptions) {
    this.#options = options
  }

  /**
   * Shows a film in the player that is there, or in the first one. One that its viewer closed stays closed until
   * `take`. Resolves when it is shown, when another film overtook it, or with why it cannot be. `alone`: for this
   * viewer alone, while the others play on.
   */
  show(film: OpenedItem, alone = false): Promise<Result<void, Problem>> {
    this.#film = film
    this.#isCatchingUp = alone
    return this.#wasLost ? Promise.resolve(success(undefined)) : this.take()
  }

  /** The film is over for the room: nobody follows it any more, and the player stands. */
  clear(): void {
    this.#cancelRetry()
    this.#film = null
    this.#trouble = null
    this.#isCatchingUp = false
    const stopped = this.#follower?.stop()
    this.#follower = null
    const player = this.#player
    if (stopped === undefined || player === null) return
    void this.#takeTurn(async () => {
      await stopped
      if (this.#player === player && !this.#closed) await player.pause()
    })
  }

  /** Brings the film to a player, launching one when there is none; a second call shares the first one's outcome. */
  take(): Promise<Result<void, Problem>> {
    const film = this.#film
    if (film === null || this.#shown === film) return this.#bringing ?? Promise.resolve(success(undefined))
    const bringing = this.#bring(film).finally(() => {
      if (this.#bringing === bringing) this.#bringing = null
    })
    this.#bringing = bringing
    return bringing
  }

  /** Leaves the player to its viewer for a while, or brings it back to where the room is. */
  setFree(free: boolean): void {
    this.#isFree = free
    this.#follower?.setFree(free)
  }

  /** Whether this viewer is busy with themselves: nobody need wait for them, and what they lack disturbs nobody. */
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
    await this.#launching?.catch(() => {})
    const player = this.#player
    this.#letGo()
    await player?.close()
  }

  async #bring(film: OpenedItem): Promise<Result<void, Problem>> {
    this.#shown = film
    const launched = await this.#playerAtHand()
    if (!launched.ok) {
      if (this.#shown === film) this.#shown = null
      return launched
    }
    if (this.#closed || this.#film !== film) return success(undefined)
    return this.#load(launched.value, film)
  }

  /** The player that is there, else a new one; whoever asks meanwhile gets the same one. */
  #playerAtHand(): Promise<Result<PlayerAdapter, Problem>> {
    if (this.#player !== null) return Promise.resolve(success(this.#player))
    this.#launching ??= this.#launch().finally(() => {
      this.#launching = null
    })
    return this.#launching
  }

  async #launch(): Promise<Result<PlayerAdapter, Problem>> {
    this.#options.onStatus({ kind: 'starting' })
    const launched = await this.#options.launchPlayer()
    if (!launched.ok) return this.#failed(launched.problem)
    const player = launched.value
    if (this.#closed) {
      await player.close()
      return launched
    }
    this.#player = player
    this.#wasLost = false
    this.#cancels = [player.onEvent((event) => this.#hear(event))]
    return launched
  }

  async #load(player: PlayerAdapter, film: OpenedItem): Promise<Result<void, Problem>> {
    this.#options.onStatus({ kind: 'loading', ...faceOf(player) })
    const landed = await this.#open(player, film)
    // Gone meanwhile: that was told already, with the better reason.
    if (this.#player !== player) return landed.ok ? success(undefined) : landed
    if (this.#film !== film) return success(undefined)
    if (landed.ok) this.#follow(player, film, landed.value)
    else void this.#reopen(player, film, landed.problem)
    return landed.ok ? success(undefined) : landed
  }

  /** Loads the film where the room is about to be. */
  #open(player: PlayerAdapter, film: OpenedItem): Promise<Result<Landing & { targetMs: number }, Problem>> {
    const { offsetMs, startMs } = this.#options
    const { streamUrl: url, subtitles, media } = film
    return this.#takeTurn(async () => {
      // A follower begins with a player at normal speed, whatever the one before was told last.
      if (this.#hasLoaded && player.capabilities.rate !== null) await player.setRate(1)
      this.#hasLoaded = true
      const targetMs = Math.max(0, startMs() + offsetMs())
      const { title, runtimeMs: durationMs } = media
      const landed = await player.load({ url, title, startMs: targetMs, subtitles, durationMs })
      return landed.ok ? success({ ...landed.value, targetMs }) : landed
    })
  }

  #takeTurn<Outcome>(work: () => Promise<Outcome>): Promise<Outcome> {
    const done = this.#inTurn.then(work)
    this.#inTurn = done.catch(() => {})
    return done
  }

  /** A stream that died stays dead in the player: it is opened anew, until it plays or is no longer wanted. */
  async #reopen(player: PlayerAdapter, film: OpenedItem, problem: Problem): Promise<void> {
    const isOver = () => this.#closed || this.#player !== player || this.#film !== film
    void this.#follower?.stop()
    this.#follower = null
    this.#trouble = problem
    this.#options.onStatus({ kind: 'loading', ...faceOf(player) })
    for (let attempt = 0; ; attempt += 1) {
      await this.#retryPause(attempt)
      if (isOver()) return
      const landed = await this.#open(player, film)
      if (isOver()) return
      if (!landed.ok) continue
      this.#trouble = null
      return this.#follow(player, film, landed.value)
    }
  }

  /** Never ends when the seat is left or the film is over meanwhile: nobody waits for it then. */
  #retryPause(attempt: number): Promise<void> {
    const waitMs = nextDelayMs(attempt, 1, reopenBackoff)
    return new Promise((resolve) => {
      this.#cancelRetry = this.#options.clock.after(waitMs, resolve)
    })
  }

  #follow(player: PlayerAdapter, film: OpenedItem, landing: { positionMs: number; targetMs: number }): void {
    const { clock, sessionClock, offsetMs, track } = this.#options
    const endMs = film.media.runtimeMs
    const isSlow = film.delivery.kind === 'transcode'
    const follower = new Follower({
      ...{ player, landing, clock, sessionClock, endMs, offsetMs: offsetMs() },
      ...(isSlow ? { slowSeekMs: transcodeSeekMs } : {}),
    })
    this.#follower = follower
    this.#cancels.push(follower.onEvent((event) => this.#hearFollower(player, film, event)))
    follower.setFree(this.#isFree)
    follower.setTrack(track())
    this.#options.onStatus({ kind: 'ready', ...faceOf(player) })
  }

  #hearFollower(player: PlayerAdapter, film: OpenedItem, event: FollowerEvent): void {
    const isThere = this.#follower !== null && this.#follower.readyRevision() !== null
    if (isThere) this.#isCatchingUp = false
    this.#options.onFollower(event)
    if (event.kind === 'stream-lost' && this.#follower !== null)
      void this.#reopen(player, film, event.problem)
  }

  #hear(event: PlayerEvent): void {
    this.#options.onPlayerEvent(event)
    const [player, film] = [this.#player, this.#film]
    if (event.kind === 'stream-failed' && player !== null && film !== null && this.#follower !== null) {
      void this.#reopen(player, film, event.problem)
    }
    if (event.kind !== 'gone') return
    this.#letGo()
    this.#wasLost = true
    this.#options.onStatus({ kind: 'gone', how: event.how, problem: event.problem })
  }

  #letGo(): void {
    void this.#follower?.stop()
    for (const cancel of this.#cancels) cancel()
    this.#cancels = []
    this.#follower = null
    this.#player = null
    this.#shown = null
    this.#hasLoaded = false
    this.#isCatchingUp = false
    this.#trouble = null
  }

  #failed(problem: Problem): Result<never, Problem> {
    this.#options.onStatus({ kind: 'gone', how: 'failed-to-start', problem })
    return failure(problem)
  }
}

const faceOf = (player: PlayerAdapter) => ({
  name: player.capabilities.name,
  pid: player.identity.pid,
  control: player.identity.control,
})
