import type { PlayerAdapter, PlayerEvent } from '../../adapters/player.ts'
import type { OpenedItem } from '../../jellyfin/library.ts'
import { chatTextSchema } from '../../protocol/chat.ts'
import { idleFollowStatus, type MediaStatus, type PlayerStatus } from '../../protocol/companionState.ts'
import type { LinkWish } from '../../protocol/invitationLink.ts'
import type { Media } from '../../protocol/media.ts'
import { explain, type Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { RoomView } from '../../protocol/room.ts'
import type { Timeline } from '../../protocol/timeline.ts'
import type { Action } from '../../protocol/action.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { FollowerEvent } from '../follow/followerApi.ts'
import type { PlayerFace } from '../remote/playerRequests.ts'
import type { Joined, ResumePoint, RoomMessage, RoomRequest } from '../session/roomSession.ts'
import { offline } from '../session/sessionProblems.ts'
import { createFaceLink, type FaceLink } from './faceLink.ts'
import { worthTelling } from './filmWarnings.ts'
import { createHealthNotes, type HealthNotes } from './healthNotes.ts'
import { createMemberReports, type MemberReports } from './memberReports.ts'
import { PlayerSeat } from './playerSeat.ts'
import { startPresenceReporter, type PresenceReporter } from './presenceReporter.ts'
import { createRoomCourse, type RoomCourse } from './roomCourse.ts'
import { notALine } from './roomProblems.ts'
import type { RoomVisitOptions } from './roomVisitOptions.ts'
import { Screening } from './screening.ts'
import { createWishAsking } from './wishAsking.ts'

/** Where to aim the first load into a playing room: about what a player needs to start; the follower corrects. */
const loadAheadMs = 1000

/**
 * Being in one room: keeps the player on the room's timeline and on its film, and both the room and the library
 * informed. Made from the server's `joined`; `settle` brings the film, `close` ends the visit, reports the stop and
 * ends the player.
 */
export class RoomVisit {
  readonly #options: RoomVisitOptions
  readonly #course: RoomCourse
  readonly #presence: PresenceReporter
  readonly #faceLink: FaceLink
  readonly #health: HealthNotes
  readonly #cancels: Cancel[]
  readonly #seat: PlayerSeat
  readonly #screening: Screening
  readonly #reports: MemberReports
  readonly #askRoom
  #media: Media
  #isFree = false

  constructor(options: RoomVisitOptions, joined: Joined) {
    const { session, store, clock, library } = options
    this.#options = options
    // Messages may have followed `joined` before anybody could make a visit of it.
    const room = store.state().room ?? joined.room
    this.#media = room.media
    this.#course = createRoomCourse(clock, session.clock(), room.timeline)
    this.#cancels = [
      session.onMessage((message) => this.#hear(message)),
      session.onClock((model) => this.#course.learn(model)),
    ]
    this.#faceLink = createFaceLink({
      clock,
      library,
      store,
      obey: options.obey,
    })
    const show = (text: string, durationMs: number) => void this.player()?.showMessage(text, durationMs)
    this.#health = createHealthNotes({ ...options, show })
    this.#askRoom = createWishAsking((action) => this.act(action))
    this.#seat = this.#takeSeat()
    this.#screening = new Screening({
      library,
      seat: this.#seat,
      playbackState: () => this.#reports.playback(),
      onStatus: (status) => this.#hearFilm(status),
    })
    this.#reports = createMemberReports({
      session,
      store,
      seat: this.#seat,
      isReady: () => options.desk.isReady(),
      revision: () => this.#course.track().current.revision,
      missing: () => this.#screening.missing(),
      roomPositionMs: () => this.positionMs(),
    })
    options.desk.sit({
      player: () => this.player(),
      follower: () => this.#seat.follower(),
      reopen: () => this.#screening.reopen(),
      changed: () => this.#presence.changed(),
    })
    this.#presence = startPresenceReporter(
      clock,
      () => this.#reports.presence(),
      (presence) => {
        session.tell(presence)
        if (this.#seat.follower()) this.#screening.opened()?.playback.progressed(this.#reports.playback())
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

  /** Brings the player back after it was lost, or back to the film, and looks again for a film that was not to be had. */
  restartPlayer(): Promise<Result<void, Problem>> {
    return this.#screening.missing() === null ? this.#seat.bringBack() : this.#screening.again()
  }

  act(action: Action): Promise<Result<void, Problem>> {
    return this.#options.session.act(action, this.#course.track().current.revision)
  }

  /** Says a line to everyone; one that nobody could read is not sent. */
  async say(text: string): Promise<Result<void, Problem>> {
    const line = chatTextSchema.safeParse(text)
    return line.success ? this.#options.session.say(line.data) : failure(notALine)
  }

  ask(request: RoomRequest): Promise<Result<void, Problem>> {
    return this.#options.session.ask(request)
  }

  /** Has a link made that lets its bearer in; the state shows it. */
  async makeLink(wish: LinkWish): Promise<Result<void, Problem>> {
    const { session, store } = this.#options
    const made = await session.makeLink(wish)
    if (made.ok) store.dispatch({ kind: 'made-link', link: made.value })
    return made.ok ? success(undefined) : made
  }

  /** To watch on one's own for a while, and with the room again; needs no server, which is told when it is there. */
  async setFree(isFree: boolean): Promise<Result<void, Problem>> {
    this.#isFree = isFree
    this.#options.store.dispatch({ kind: 'free-play', isFree })
    this.#seat.setFree(isFree)
    this.#goTo(this.#media)
    this.#presence.changed()
    const told = await this.ask({ type: 'free-play', isFree })
    return told.ok || told.problem.code === offline.code ? success(undefined) : told
  }

  player(): PlayerAdapter | null {
    return this.#seat.player()
  }

  playerFace(): PlayerFace {
    return this.#reports.face()
  }

  positionMs(): number {
    return this.#course.positionIn(0)
  }

  isPlaying(): boolean {
    return this.#course.track().current.playing
  }

  resumePoint(): ResumePoint {
    const { revision, playing } = this.#course.track().current
    const isMoving = this.#seat.follower()?.status().mode === 'following'
    return { revision, playing: playing && isMoving }
  }

  async close(): Promise<void> {
    this.#presence.stop()
    this.#health.stop()
    this.#options.desk.sit(null)
    this.#faceLink.attend(null)
    for (const cancel of this.#cancels) cancel()
    await this.#screening.close()
  }

  #takeSeat(): PlayerSeat {
    const { clock, wallMs, launchPlayer, desk, strictness } = this.#options
    return new PlayerSeat({
      ...{ launchPlayer, clock, wallMs, strictness },
      health: this.#health,
      sessionClock: () => this.#course.model(),
      track: () => this.#course.track(),
      startMs: () => this.#course.positionIn(loadAheadMs),
      offsetMs: () => desk.aheadMs(),
      onStatus: (status) => this.#hearSeat(status),
      onFollower: (event) => this.#hearFollower(event),
      onPlayerEvent: (event) => this.#hearPlayer(event),
    })
  }

  #hearSeat(status: PlayerStatus): void {
    const { store, desk } = this.#options
    store.dispatch({ kind: 'player', status })
    this.#faceLink.attend(this.player()?.face ?? null)
    if (status.kind === 'ready') store.dispatch({ kind: 'problem', problem: null })
    if (status.kind === 'ready') this.#screening.opened()?.playback.started(this.#reports.playback())
    if (status.kind === 'ready') desk.settle()
    this.#presence.changed()
  }

  #hearFilm(status: MediaStatus): void {
    const { store, desk } = this.#options
    store.dispatch({ kind: 'media', status })
    const film = this.#screening.opened()
    if (status.kind === 'open' && film !== null) desk.begin(film)
    if (status.kind === 'looking') store.dispatch({ kind: 'follow', status: idleFollowStatus })
    const toTell = worthTelling(status)
    if (toTell !== null) this.#faceLink.tell(explain(toTell))
    this.#presence.changed()
  }

  /** The room plays something else; whoever watches on their own goes there when they are back. A failing player is told by its status, a missing film by the film's. */
  #goTo(media: Media): void {
    this.#media = media
    if (!this.#isFree) void this.#screening.show(media)
  }

  #hear(message: RoomMessage): void {
    this.#faceLink.hear(message)
    switch (message.type) {
      case 'joined':
        return this.#beginAnew(message.room)
      case 'media':
        // The film first: a player that still shows the former one is not to follow the new timeline.
        this.#goTo(message.media)
        return this.#follow(message.timeline)
      case 'timeline':
        if (message.timeline.playing) this.#options.desk.roomPlays()
        return this.#follow(message.timeline)
      case 'resync':
        return this.#seat.follower()?.resync()
      case 'can-you-see':
        return void this.#answerSight(message.question, message.media)
      case 'members':
      case 'settings':
      case 'queue':
      case 'ballot':
      case 'guests':
      case 'event':
      case 'chat':
      case 'reaction':
        return
    }
  }

  #follow(timeline: Timeline): void {
    this.#course.follow(timeline)
    this.#seat.follower()?.setTrack(this.#course.track())
    this.#presence.changed()
  }

  /** After coming back: what is remembered of the room moves along when a restarted server tells time anew. */
  #beginAnew(room: RoomView): void {
    const aheadMs = this.#course.beginAnew(room.timeline)
    if (aheadMs !== null) this.#options.store.dispatch({ kind: 'clock-restarted', aheadMs })
    this.#goTo(room.media)
    this.#seat.follower()?.setTrack(this.#course.track())
    this.#presence.repeat()
    // A place that was given up and taken anew knows nothing of it.
    if (this.#isFree) void this.#options.session.ask({ type: 'free-play', isFree: true })
  }

  async #answerSight(question: number, media: Media): Promise<void> {
    const found = await this.#options.library.find(media)
    this.#options.session.answerSight(question, found.ok)
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
        void this.#askRoom(event.wish).then((verdict) => this.#seat.follower()?.verdict(verdict))
        break
    }
    this.#presence.changed()
  }

  #hearPlayer(event: PlayerEvent): void {
    const { store, desk } = this.#options
    this.#reports.hear(event)
    desk.hear(event)
    this.#health.hear(event)
    // What a former film still does is over for everyone.
    if (this.#seat.follower() === null) return
    if (event.kind === 'stream-failed') store.dispatch({ kind: 'problem', problem: event.problem })
  }
}
