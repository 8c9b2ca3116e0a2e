import type { Landing, PlayerAdapter, PlayerEvent } from '../../adapters/player.ts'
import type { OpenedItem } from '../../jellyfin/library.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Follower } from '../follow/follower.ts'
import type { FollowerEvent } from '../follow/followerApi.ts'
import { faceOf, followerOf } from './followerOf.ts'
import { createPlayerCare, type PlayerCare } from './playerCare.ts'
import { createRestarts, type Restarts } from './restarts.ts'
import type { PlayerSeatOptions } from './playerSeatOptions.ts'
import { createReopening, type Reopening, type ReopeningTask } from './reopening.ts'
import { otherFilmOpen } from './roomProblems.ts'
import { createTurns } from '../../platform/turns.ts'

type Reason = Pick<ReopeningTask<unknown>, 'problem' | 'firstAttempt'>

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
  #cancelFollower: Cancel = () => {}
  #launching: Promise<Result<PlayerAdapter, Problem>> | null = null
  #bringing: Promise<Result<void, Problem>> | null = null
  readonly #takeTurn = createTurns()
  #trouble: Problem | null = null
  readonly #reopening: Reopening
  readonly #restarts: Restarts
  #care: PlayerCare | null = null
  /** The viewer opened something else in the player: until somebody asks for it, it is theirs. */
  #isAstray = false
  /** Whether the player shows less than it should: then a new one is worth a try. */
  #isImpaired = false
  #hasLoaded = false
  /** The film was opened anew for this viewer alone, and is not where the room is yet. */
  #isCatchingUp = false
  #isFree = false
  #wasLost = false
  #closed = false

  constructor(options: PlayerSeatOptions) {
    const { clock, wallMs, health } = options
    this.#options = options
    this.#reopening = createReopening({ clock, wallMs, health })
    this.#restarts = createRestarts({ clock, wallMs, health, start: () => this.#startAgain() })
  }

  /**
   * Shows a film in the player that is there, or in the first one. One that its viewer closed stays closed until
   * `take`. Resolves when it is shown, when another film overtook it, or with why it cannot be. `alone`: for no other.
   */
  show(film: OpenedItem, alone = false): Promise<Result<void, Problem>> {
    this.#film = film
    this.#isCatchingUp = alone
    return this.#wasLost ? Promise.resolve(success(undefined)) : this.take()
  }

  /** The film is over for the room: nobody follows it any more, and the player stands. */
  clear(): void {
    this.#reopening.cancel()
    this.#isAstray = this.#isCatchingUp = false
    this.#film = this.#trouble = null
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

  /** For a person: a lost player is started, one that is astray gets the film again, an impaired one is replaced. */
  async bringBack(): Promise<Result<void, Problem>> {
    this.#restarts.forget()
    const [player, film] = [this.#player, this.#film]
    if (player === null || film === null || this.#bringing !== null) return this.take()
    if (this.#reopening.tryNow()) return success(undefined)
    if (this.#isAstray) void this.#reopen(player, film, { problem: otherFilmOpen, firstAttempt: 0 })
    else if (this.#isImpaired) {
      this.#letGo()
      await player.close()
      return this.take()
    }
    return success(undefined)
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
    this.#reopening.cancel()
    this.#restarts.stop()
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
    const { clock, wallMs, health } = this.#options
    const onStreamDead = (problem: Problem) => this.#reopenNow(problem)
    this.#care = createPlayerCare({ clock, wallMs, player, film: () => this.#film, health, onStreamDead })
    this.#cancels = [player.onEvent((event) => this.#hear(event)), this.#care.stop]
    return launched
  }

  async #startAgain(): Promise<Problem | null> {
    const taken = await this.take()
    return taken.ok || this.#player !== null ? null : taken.problem
  }

  async #load(player: PlayerAdapter, film: OpenedItem): Promise<Result<void, Problem>> {
    this.#isAstray = false
    this.#options.onStatus({ kind: 'loading', ...faceOf(player) })
    const landed = await this.#open(player, film)
    // Gone meanwhile: that was told already, with the better reason.
    if (this.#player !== player) return landed.ok ? success(undefined) : landed
    if (this.#film !== film) return success(undefined)
    if (landed.ok) this.#follow(player, film, landed.value)
    else void this.#reopen(player, film, landed)
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

  /** A stream that died stays dead in the player: it is opened anew, until it plays or is no longer wanted. */
  async #reopen(player: PlayerAdapter, film: OpenedItem, why: Reason): Promise<void> {
    this.#stopFollowing(why.problem)
    this.#options.onStatus({ kind: 'loading', ...faceOf(player) })
    const isOver = () => this.#closed || this.#player !== player || this.#film !== film
    const open = () => this.#open(player, film)
    const landed = await this.#reopening.untilOpen({ ...why, isOver, open })
    if (landed === null) return
    this.#trouble = null
    this.#follow(player, film, landed)
  }

  #reopenNow(problem: Problem): void {
    const [player, film] = [this.#player, this.#film]
    if (player !== null && film !== null) void this.#reopen(player, film, { problem })
  }

  #stopFollowing(trouble: Problem): void {
    void this.#follower?.stop()
    this.#follower = null
    this.#trouble = trouble
    this.#isAstray = false
    this.#care?.restStream()
    this.#reopening.cancel()
  }

  #follow(player: PlayerAdapter, film: OpenedItem, landing: { positionMs: number; targetMs: number }): void {
    const follower = followerOf(this.#options, { player, film, landing })
    this.#follower = follower
    this.#cancelFollower()
    this.#cancelFollower = follower.onEvent((event) => this.#hearFollower(player, film, event))
    follower.setFree(this.#isFree)
    follower.setTrack(this.#options.track())
    this.#options.onStatus({ kind: 'ready', ...faceOf(player) })
  }

  #hearFollower(player: PlayerAdapter, film: OpenedItem, event: FollowerEvent): void {
    const isThere = this.#follower !== null && this.#follower.readyRevision() !== null
    if (isThere) this.#isCatchingUp = false
    this.#options.onFollower(event)
    if (event.kind === 'stream-lost' && this.#follower !== null) void this.#reopen(player, film, event)
  }

  #hear(event: PlayerEvent): void {
    this.#options.onPlayerEvent(event)
    this.#care?.hear(event)
    if (event.kind === 'impaired') this.#isImpaired = true
    if (event.kind === 'stream-failed' && this.#follower !== null) this.#reopenNow(event.problem)
    if (event.kind === 'foreign-media' && this.#follower !== null) this.#goAstray()
    if (event.kind === 'gone') this.#lose(event)
  }

  /** What the viewer opened by hand is theirs: it is neither steered nor taken for the film. */
  #goAstray(): void {
    this.#stopFollowing(otherFilmOpen)
    this.#isAstray = true
    this.#options.onFollower({ kind: 'changed' })
  }

  #lose({ how, problem }: Extract<PlayerEvent, { kind: 'gone' }>): void {
    const isOurs = this.#player?.identity.launched ?? false
    this.#letGo()
    this.#wasLost = true
    if (isOurs && how === 'crashed') this.#restarts.plan({ what: 'player-crashed', problem })
    if (isOurs && how === 'hung') this.#restarts.plan({ what: 'player-hung', problem })
    this.#options.onStatus({ kind: 'gone', how, problem })
  }

  #letGo(): void {
    void this.#follower?.stop()
    for (const cancel of [this.#cancelFollower, ...this.#cancels]) cancel()
    this.#cancels = []
    this.#follower = null
    this.#player = null
    this.#shown = null
    this.#hasLoaded = false
    this.#isCatchingUp = false
    this.#isAstray = false
    this.#isImpaired = false
    this.#care = null
    this.#trouble = null
    this.#reopening.cancel()
  }

  #failed(problem: Problem): Result<never, Problem> {
    this.#options.onStatus({ kind: 'gone', how: 'failed-to-start', problem })
    return failure(problem)
  }
}
