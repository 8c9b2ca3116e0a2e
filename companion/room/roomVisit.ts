import type { PlayerAdapter, PlayerEvent } from '../../adapters/player.ts'
import type { OpenedItem, PlaybackState } from '../../jellyfin/library.ts'
import { chatTextLimit, chatTextSchema } from '../../protocol/chat.ts'
import { explain, type Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Action } from '../../protocol/action.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { PreciseClock } from '../../sync/clock.ts'
import { toSessionMs } from '../../sync/clockOffset.ts'
import { followTimeline, inForceAt, positionAt, type TimelineTrack } from '../../sync/timeline.ts'
import type { FollowerEvent } from '../follow/followerApi.ts'
import type { Verdict, Wish } from '../follow/wish.ts'
import type { Joined, ResumePoint, RoomMessage, RoomSession } from '../session/roomSession.ts'
import { offline } from '../session/sessionProblems.ts'
import type { StateStore } from '../stateStore.ts'
import { createFaceLink, type FaceLink } from './faceLink.ts'
import type { PlayerFace } from '../remote/playerRequests.ts'
import { PlayerSeat, type LaunchPlayer } from './playerSeat.ts'
import { presenceOf } from './presence.ts'
import { startPresenceReporter, type PresenceReporter } from './presenceReporter.ts'
import { createSharedClock } from './sharedClock.ts'

export interface RoomVisitOptions {
  readonly session: RoomSession
  readonly store: StateStore
  readonly clock: PreciseClock
  readonly launchPlayer: LaunchPlayer
}

/** Where to aim the first load into a playing room: about what a player needs to start; the follower corrects. */
const loadAheadMs = 1000

/**
 * Being in one room: keeps the player on the room's timeline, and both the room and the library informed. Made from
 * the server's `joined`; `settle` brings the film, `close` ends the visit, reports the stop and ends the player.
 */
export class RoomVisit {
  readonly #options: RoomVisitOptions
  readonly #sharedClock = createSharedClock()
  readonly #presence: PresenceReporter
  readonly #faceLink: FaceLink
  readonly #cancels: Cancel[]
  #track: TimelineTrack
  #asking: Promise<void> = Promise.resolve()
  #opened: OpenedItem | null = null
  #seat: PlayerSeat | null = null
  #face: PlayerFace = { volumePercent: 100, muted: false, tracks: [] }

  constructor(options: RoomVisitOptions, joined: Joined) {
    const { session, clock } = options
    this.#options = options
    this.#track = followTimeline(null, joined.room.timeline)
    this.#sharedClock.learn(session.clock())
    this.#sharedClock.adopt()
    this.#cancels = [
      session.onMessage((message) => this.#hear(message)),
      session.onClock((model) => this.#sharedClock.learn(model)),
    ]
    this.#faceLink = createFaceLink({
      clock,
      state: () => options.store.state(),
      say: (text) => this.say(text),
      resync: () => this.act({ kind: 'resync' }),
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

  /** Starts the player on the item and keeps it in step from then on. A failing player does not end the visit. */
  settle(opened: OpenedItem): Promise<Result<void, Problem>> {
    const { store, clock, launchPlayer } = this.#options
    this.#opened = opened
    this.#seat = new PlayerSeat({
      launchPlayer,
      clock,
      opened,
      sessionClock: () => this.#sharedClock.model(),
      track: () => this.#track,
      startMs: () => this.#positionIn(loadAheadMs),
      offsetMs: () => store.state().offsetMs,
      onStatus: (status) => {
        store.dispatch({ kind: 'player', status })
        this.#faceLink.attend(this.player()?.face ?? null)
        if (status.kind === 'ready') store.dispatch({ kind: 'problem', problem: null })
        if (status.kind === 'ready') opened.playback.started(this.#playbackState())
        this.#presence.changed()
      },
      onFollower: (event) => this.#hearFollower(event),
      onPlayerEvent: (event) => this.#hearPlayer(event),
    })
    return this.restartPlayer()
  }

  /** Brings the player back after it was lost; does nothing while there is one. */
  async restartPlayer(): Promise<Result<void, Problem>> {
    return this.#seat === null ? success(undefined) : this.#seat.take()
  }

  act(action: Action): Promise<Result<void, Problem>> {
    return this.#options.session.act(action, this.#track.current.revision)
  }

  /** Says a line to everyone; one that nobody could read is not sent. */
  async say(text: string): Promise<Result<void, Problem>> {
    const line = chatTextSchema.safeParse(text)
    return line.success ? this.#options.session.say(line.data) : failure(notALine)
  }

  setOffset(offsetMs: number): void {
    this.#seat?.follower()?.setOffset(offsetMs)
  }

  player(): PlayerAdapter | null {
    return this.#seat?.player() ?? null
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
    const isMoving = this.#seat?.follower()?.status().mode === 'following'
    return { revision, playing: playing && isMoving }
  }

  async close(): Promise<void> {
    this.#presence.stop()
    this.#faceLink.attend(null)
    for (const cancel of this.#cancels) cancel()
    const finalMs = this.#seat?.follower()?.status().positionMs ?? null
    const ended = this.#playbackState()
    await this.#seat?.leave()
    await this.#opened?.playback.stopped(ended)
    await this.#opened?.close(finalMs)
  }

  #hear(message: RoomMessage): void {
    this.#faceLink.hear(message)
    if (message.type === 'resync') return this.#seat?.follower()?.resync()
    if (message.type !== 'joined' && message.type !== 'timeline') return
    if (message.type === 'timeline') this.#track = followTimeline(this.#track, message.timeline)
    else {
      this.#adoptClock()
      this.#track = followTimeline(null, message.room.timeline)
      this.#presence.repeat()
    }
    this.#seat?.follower()?.setTrack(this.#track)
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
    const follower = this.#seat?.follower()
    switch (event.kind) {
      case 'changed':
        if (follower) store.dispatch({ kind: 'follow', status: follower.status() })
        break
      case 'trouble':
      case 'stream-lost':
        store.dispatch({ kind: 'problem', problem: event.problem })
        break
      case 'wish':
        void this.#askRoom(event.wish)
        break
    }
    this.#presence.changed()
  }

  /** One wish after the other, each decided upon the room as the one before has left it. */
  async #askRoom(wish: Wish): Promise<void> {
    const before = this.#asking
    const asked = before.then(async () => {
      const answer = await this.act(actionOf(wish))
      this.#seat?.follower()?.verdict(verdictOf(answer))
    })
    this.#asking = asked
    return asked
  }

  #hearPlayer(event: PlayerEvent): void {
    if (event.kind === 'volume') {
      this.#face = { ...this.#face, volumePercent: event.percent, muted: event.muted }
    }
    if (event.kind === 'tracks') this.#face = { ...this.#face, tracks: event.tracks }
    const { store } = this.#options
    if (event.kind === 'stream-failed') store.dispatch({ kind: 'problem', problem: event.problem })
    if (event.kind === 'foreign-media') store.dispatch({ kind: 'problem', problem: foreignMedia })
  }

  #presenceNow() {
    const follower = this.#seat?.follower() ?? null
    const { player, follow } = this.#options.store.state()
    return presenceOf({
      player,
      follow: follower?.status() ?? { ...follow, driftMs: null, uncertaintyMs: null, buffering: false },
      readyRevision: follower?.readyRevision() ?? null,
      clock: this.#options.session.clock(),
      actuationMs: this.#seat?.player()?.capabilities.actuationMs ?? null,
      trouble: this.#seat?.trouble() ?? null,
    })
  }

  #reportPlayback(): void {
    if (this.#seat?.follower()) this.#opened?.playback.progressed(this.#playbackState())
  }

  #playbackState(): PlaybackState {
    const status = this.#seat?.follower()?.status()
    return {
      positionMs: Math.max(0, status?.positionMs ?? this.positionMs()),
      paused: status?.mode !== 'following' && status?.mode !== 'released',
      volumePercent: this.#face.volumePercent,
      muted: this.#face.muted,
    }
  }
}

/** What the viewer's doing in the player asks of the room. */
function actionOf(wish: Wish): Action {
  switch (wish.kind) {
    case 'wants-play':
      return { kind: 'play' }
    case 'wants-pause':
      return { kind: 'pause', positionMs: wish.positionMs }
    case 'wants-seek':
      return { kind: 'seek', positionMs: wish.positionMs }
    case 'wants-rate':
      return { kind: 'rate', rate: wish.rate }
  }
}

function verdictOf(answer: Result<void, Problem>): Verdict {
  if (answer.ok) return { kind: 'accepted' }
  const isOffline = answer.problem.code === offline.code
  return { kind: isOffline ? 'nobody-to-ask' : 'refused', sentence: explain(answer.problem) }
}

const notALine: Problem = {
  code: 'not-a-line',
  sentence: 'A line of the chat is neither empty nor too long.',
  nextStep: `Say it in at most ${chatTextLimit} characters.`,
}

const foreignMedia: Problem = {
  code: 'foreign-media',
  sentence: 'Something else was opened in the player.',
  nextStep: 'Close it there, or restart the player here to come back to the room.',
}

export const notInARoom = failure<Problem>({
  code: 'not-in-a-room',
  sentence: 'You are in no room.',
  nextStep: 'Create one, or join one with a link.',
})
