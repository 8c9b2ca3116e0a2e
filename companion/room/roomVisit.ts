import type { PlayerAdapter, PlayerEvent } from '../../adapters/player.ts'
import type { Library, OpenedItem, PlaybackState } from '../../jellyfin/library.ts'
import { chatTextSchema } from '../../protocol/chat.ts'
import { idleFollowStatus, type MediaStatus, type PlayerStatus } from '../../protocol/companionState.ts'
import type { Media } from '../../protocol/media.ts'
import { explain, type Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Action } from '../../protocol/action.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { PreciseClock } from '../../sync/clock.ts'
import { toSessionMs } from '../../sync/clockOffset.ts'
import { followTimeline, inForceAt, positionAt, type TimelineTrack } from '../../sync/timeline.ts'
import type { FollowerEvent } from '../follow/followerApi.ts'
import type { Wish } from '../follow/wish.ts'
import type { PersonalDesk } from '../personal/personalDesk.ts'
import type { PlayerFace } from '../remote/playerRequests.ts'
import type { Joined, ResumePoint, RoomMessage, RoomSession } from '../session/roomSession.ts'
import type { StateStore } from '../stateStore.ts'
import { createFaceLink, type FaceLink } from './faceLink.ts'
import { playbackStateOf } from './playbackStateOf.ts'
import { PlayerSeat, type LaunchPlayer } from './playerSeat.ts'
import { presenceOf } from './presence.ts'
import { startPresenceReporter, type PresenceReporter } from './presenceReporter.ts'
import { foreignMedia, notALine } from './roomProblems.ts'
import { Screening } from './screening.ts'
import { createSharedClock } from './sharedClock.ts'
import { createWishAsking } from './wishAsking.ts'

export interface RoomVisitOptions {
  readonly session: RoomSession
  readonly store: StateStore
  readonly clock: PreciseClock
  readonly library: Library
  readonly launchPlayer: LaunchPlayer
  readonly desk: PersonalDesk
}

/** Where to aim the first load into a playing room: about what a player needs to start; the follower corrects. */
const loadAheadMs = 1000

/**
 * Being in one room: keeps the player on the room's timeline and on its film, and both the room and the library
 * informed. Made from the server's `joined`; `settle` brings the film, `close` ends the visit, reports the stop and
 * ends the player.
 */
export class RoomVisit {
  readonly #options: RoomVisitOptions
  readonly #sharedClock = createSharedClock()
  readonly #presence: PresenceReporter
  readonly #faceLink: FaceLink
  readonly #cancels: Cancel[]
  readonly #seat: PlayerSeat
  readonly #screening: Screening
  readonly #askRoom
  #media: Media
  #track: TimelineTrack
  #face: PlayerFace = { volumePercent: 100, muted: false, tracks: [] }

  constructor(options: RoomVisitOptions, joined: Joined) {
    const { session, store, clock, library } = options
    this.#options = options
    // Messages may have followed `joined` before anybody could make a visit of it.
    const room = store.state().room ?? joined.room
    this.#media = room.media
    this.#track = followTimeline(null, room.timeline)
    this.#sharedClock.learn(session.clock())
    this.#sharedClock.adopt()
    this.#cancels = [
      session.onMessage((message) => this.#hear(message)),
      session.onClock((model) => this.#sharedClock.learn(model)),
    ]
    this.#faceLink = createFaceLink({
      clock,
      state: () => store.state(),
      say: (text) => this.say(text),
      resync: () => this.act({ kind: 'resync' }),
    })
    this.#askRoom = createWishAsking((action) => this.act(action))
    this.#seat = this.#takeSeat()
    this.#screening = new Screening({
      library,
      seat: this.#seat,
      playbackState: () => this.#playbackState(),
      onStatus: (status) => this.#hearFilm(status),
    })
    options.desk.sit({
      player: () => this.player(),
      follower: () => this.#seat.follower(),
      reopen: () => this.#screening.reopen(),
      changed: () => this.#presence.changed(),
    })
    this.#presence = startPresenceReporter(
      clock,
      () => this.#presenceNow(),
      (presence) => {
        session.tell(presence)
        this.#reportPlayback()
      },
    )
  }

  /**
   * Brings the film to the player and keeps it in step from then on. Neither a failing player nor a film that this
   * library does not have ends the visit; the latter is told by the state alone. `prepared`: what was opened for it.
   */
  async settle(prepared: OpenedItem | null): Promise<Result<void, Problem>> {
    const shown = await this.#screening.show(this.#media, prepared)
    return this.#screening.missing() === null ? shown : success(undefined)
  }

  /** Brings the player back after it was lost, and looks again for a film that was not to be had. */
  restartPlayer(): Promise<Result<void, Problem>> {
    return this.#screening.missing() === null ? this.#seat.take() : this.#screening.again()
  }

  act(action: Action): Promise<Result<void, Problem>> {
    return this.#options.session.act(action, this.#track.current.revision)
  }

  /** Says a line to everyone; one that nobody could read is not sent. */
  async say(text: string): Promise<Result<void, Problem>> {
    const line = chatTextSchema.safeParse(text)
    return line.success ? this.#options.session.say(line.data) : failure(notALine)
  }

  player(): PlayerAdapter | null {
    return this.#seat.player()
  }

  playerFace(): PlayerFace {
    return this.#face
  }

  /** Where the room is `aheadMs` from now, ms of the film. */
  #positionIn(aheadMs: number): number {
    const model = this.#sharedClock.model()
    if (model === null) return this.#track.current.positionMs
    const sessionMs = toSessionMs(model, this.#options.clock.nowMs() + aheadMs)
    return positionAt(inForceAt(this.#track, sessionMs), sessionMs)
  }

  positionMs(): number {
    return this.#positionIn(0)
  }

  isPlaying(): boolean {
    return this.#track.current.playing
  }

  resumePoint(): ResumePoint {
    const { revision, playing } = this.#track.current
    const isMoving = this.#seat.follower()?.status().mode === 'following'
    return { revision, playing: playing && isMoving }
  }

  async close(): Promise<void> {
    this.#presence.stop()
    this.#options.desk.sit(null)
    this.#faceLink.attend(null)
    for (const cancel of this.#cancels) cancel()
    await this.#screening.close()
  }

  #takeSeat(): PlayerSeat {
    const { clock, launchPlayer, desk } = this.#options
    return new PlayerSeat({
      launchPlayer,
      clock,
      sessionClock: () => this.#sharedClock.model(),
      track: () => this.#track,
      startMs: () => this.#positionIn(loadAheadMs),
      offsetMs: () => desk.aheadMs(),
      onStatus: (status) => this.#hearSeat(status),
      onFollower: (event) => this.#hearFollower(event),
      onPlayerEvent: (event) => this.#hearPlayer(event),
    })
  }

  #hearSeat(status: PlayerStatus): void {
    const { store } = this.#options
    store.dispatch({ kind: 'player', status })
    this.#faceLink.attend(this.player()?.face ?? null)
    if (status.kind === 'ready') store.dispatch({ kind: 'problem', problem: null })
    if (status.kind === 'ready') this.#screening.opened()?.playback.started(this.#playbackState())
    if (status.kind === 'ready') this.#options.desk.settle()
    this.#presence.changed()
  }

  #hearFilm(status: MediaStatus): void {
    const { store, desk } = this.#options
    store.dispatch({ kind: 'media', status })
    const film = this.#screening.opened()
    if (status.kind === 'open' && film !== null) desk.begin(film)
    if (status.kind === 'looking') store.dispatch({ kind: 'follow', status: idleFollowStatus })
    const toTell = status.kind === 'missing' ? status.problem : status.kind === 'open' ? status.warning : null
    if (toTell !== null) this.#faceLink.tell(explain(toTell))
    this.#presence.changed()
  }

  /** The room plays something else. A failing player is told by its status, a missing film by the film's. */
  #goTo(media: Media): void {
    this.#media = media
    void this.#screening.show(media)
  }

  #hear(message: RoomMessage): void {
    this.#faceLink.hear(message)
    if (message.type === 'resync') return this.#seat.follower()?.resync()
    if (message.type !== 'joined' && message.type !== 'timeline' && message.type !== 'media') return
    if (message.type === 'joined') {
      this.#adoptClock()
      this.#track = followTimeline(null, message.room.timeline)
      this.#goTo(message.room.media)
      this.#presence.repeat()
    } else {
      this.#track = followTimeline(this.#track, message.timeline)
      if (message.timeline.playing) this.#options.desk.roomPlays()
      if (message.type === 'media') this.#goTo(message.media)
    }
    this.#seat.follower()?.setTrack(this.#track)
    this.#presence.changed()
  }

  /** Moves what is remembered of the room along when a restarted server tells time anew. */
  #adoptClock(): void {
    const former = this.#sharedClock.model()
    this.#sharedClock.adopt()
    const model = this.#sharedClock.model()
    if (former === null || model === null || former.clockId === model.clockId) return
    const nowMs = this.#options.clock.nowMs()
    const aheadMs = toSessionMs(model, nowMs) - toSessionMs(former, nowMs)
    this.#options.store.dispatch({ kind: 'clock-restarted', aheadMs })
  }

  #hearFollower(event: FollowerEvent): void {
    const { store } = this.#options
    const follower = this.#seat.follower()
    switch (event.kind) {
      case 'changed':
        if (follower) store.dispatch({ kind: 'follow', status: follower.status() })
        break
      case 'trouble':
      case 'stream-lost':
        store.dispatch({ kind: 'problem', problem: event.problem })
        break
      case 'wish':
        void this.#grant(event.wish)
        break
    }
    this.#presence.changed()
  }

  async #grant(wish: Wish): Promise<void> {
    const verdict = await this.#askRoom(wish)
    this.#seat.follower()?.verdict(verdict)
  }

  #hearPlayer(event: PlayerEvent): void {
    if (event.kind === 'volume') {
      this.#face = { ...this.#face, volumePercent: event.percent, muted: event.muted }
    }
    if (event.kind === 'tracks') this.#face = { ...this.#face, tracks: event.tracks }
    const { store, desk } = this.#options
    desk.hear(event)
    // What a former film still does is over for everyone.
    if (this.#seat.follower() === null) return
    if (event.kind === 'stream-failed') store.dispatch({ kind: 'problem', problem: event.problem })
    if (event.kind === 'foreign-media') store.dispatch({ kind: 'problem', problem: foreignMedia })
  }

  #presenceNow() {
    const follower = this.#seat.follower() ?? null
    const { player, follow } = this.#options.store.state()
    return presenceOf({
      player,
      follow: follower?.status() ?? { ...follow, driftMs: null, uncertaintyMs: null, buffering: false },
      readyRevision: follower?.readyRevision() ?? null,
      clock: this.#options.session.clock(),
      actuationMs: this.#seat.player()?.capabilities.actuationMs ?? null,
      trouble: this.#screening.missing() ?? this.#seat.trouble(),
      isReady: this.#options.desk.isReady(),
      aloneOn: this.#seat.isAlone() ? this.#track.current.revision : null,
    })
  }

  #reportPlayback(): void {
    if (this.#seat.follower()) this.#screening.opened()?.playback.progressed(this.#playbackState())
  }

  #playbackState(): PlaybackState {
    return playbackStateOf(this.#seat.follower()?.status() ?? null, this.positionMs(), this.#face)
  }
}
