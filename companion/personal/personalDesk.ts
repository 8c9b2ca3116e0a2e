import type { PlayerAdapter, PlayerEvent } from '../../adapters/player.ts'
import type { OpenedItem } from '../../jellyfin/library.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { PersonalCommand } from '../../protocol/companionCommand.ts'
import type { Follower } from '../follow/follower.ts'
import { notInARoom } from '../room/roomProblems.ts'
import type { StateStore } from '../stateStore.ts'
import type { PreferenceStore } from './preferenceStore.ts'
import { withLiking } from './filmLiking.ts'
import { createSoundDesk, type SoundDesk } from './soundDesk.ts'
import { createTrackDesk, type TrackDesk } from './trackDesk.ts'

/** This viewer's place in a room, as far as it is theirs alone. */
export interface OwnSeat {
  player(): PlayerAdapter | null
  follower(): Follower | null
  /** Opens the film anew as it is liked now, without the room noticing. */
  reopen(): Promise<Result<void, Problem>>
  /** What the room is told about this viewer may have changed. */
  changed(): void
}

export interface PersonalDeskParts {
  readonly preferences: PreferenceStore
  readonly store: StateStore
  /** For this run, until the viewer sets another one; null = what is remembered. */
  readonly givenOffsetMs: number | null
  /** How far a replay goes back when nobody says how far. */
  readonly replayMs: number
}

/** Everything that concerns one viewer alone: decided here, remembered, and never told to the room. */
export class PersonalDesk {
  readonly #parts: PersonalDeskParts
  readonly #sound: SoundDesk
  readonly #tracks: TrackDesk
  #seat: OwnSeat | null = null
  /** What was shown last in this seat. */
  #opened: OpenedItem | null = null

  constructor(parts: PersonalDeskParts) {
    const { preferences, store, givenOffsetMs } = parts
    this.#parts = parts
    const player = () => this.#seat?.player() ?? null
    this.#sound = createSoundDesk({
      preferences,
      givenOffsetMs,
      player,
      tell: (offsetMs, aheadMs) => {
        store.dispatch({ kind: 'offset', offsetMs })
        this.#seat?.follower()?.setOffset(aheadMs)
      },
      tellDevice: (audioDevice) => store.dispatch({ kind: 'personal', change: { audioDevice } }),
    })
    this.#tracks = createTrackDesk({
      preferences,
      player,
      tell: (tracks) => store.dispatch({ kind: 'personal', change: { tracks: [...tracks] } }),
      reopen: () => this.#reopen(),
    })
    const { quality, languages } = preferences.recall()
    store.dispatch({ kind: 'personal', change: { quality, languages } })
    this.#sound.tellAll()
  }

  /** Takes a place in a room, or leaves it. */
  sit(seat: OwnSeat | null): void {
    this.#seat = seat
    if (seat === null) this.#opened = null
  }

  /** How far ahead of the room this viewer's player has to be, ms. */
  aheadMs(): number {
    return this.#sound.aheadMs()
  }

  /** A film was opened and is about to be shown. */
  begin(film: OpenedItem): void {
    this.#opened = film
    this.#tracks.begin(film)
  }

  /** It is shown. */
  settle(): void {
    this.#sound.attend()
    this.#tracks.settle()
  }

  hear(event: PlayerEvent): void {
    if (event.kind === 'tracks') this.#tracks.hear(event.tracks)
    if (event.kind === 'audio-device') this.#sound.hear(event.device)
  }

  /** Whoever asked the room to wait is asked no more once it plays. */
  roomPlays(): void {
    if (!this.isReady()) this.#setReady(true)
  }

  isReady(): boolean {
    return this.#parts.store.state().personal.ready
  }

  async obey(command: PersonalCommand): Promise<Result<void, Problem>> {
    switch (command.kind) {
      case 'set-offset':
        this.#sound.setOffset(command.offsetMs)
        return success(undefined)
      case 'set-quality':
        return this.#setQuality(command)
      case 'set-languages':
        return this.#setLanguages(command)
      case 'like-film':
        return this.#likeFilm(command)
      case 'replay':
        return this.#replay(command.byMs ?? this.#parts.replayMs)
      case 'end-replay':
        this.#seat?.follower()?.replaying.end()
        return success(undefined)
      case 'choose-track':
        return this.#seat === null ? notInARoom : this.#tracks.choose(command.track, command.key)
      case 'set-ready':
        return this.#seat === null ? notInARoom : this.#setReady(command.ready)
    }
  }

  #replay(byMs: number): Result<void, Problem> {
    if (this.#seat === null) return notInARoom
    return this.#seat.follower()?.replaying.goBack(byMs) ?? failure(nothingShown)
  }

  #setReady(ready: boolean): Result<void, Problem> {
    this.#parts.store.dispatch({ kind: 'personal', change: { ready } })
    this.#seat?.changed()
    return success(undefined)
  }

  #setQuality({ maxBitrate, transcode }: Extract<PersonalCommand, { kind: 'set-quality' }>) {
    const { preferences, store } = this.#parts
    const quality = { maxBitrate, transcode }
    const before = preferences.recall().quality
    preferences.keep((all) => ({ ...all, quality }))
    store.dispatch({ kind: 'personal', change: { quality } })
    const isSame = before.maxBitrate === maxBitrate && before.transcode === transcode
    return isSame ? Promise.resolve(success(undefined)) : this.#reopen()
  }

  #setLanguages({ audio, subtitle }: Extract<PersonalCommand, { kind: 'set-languages' }>) {
    const languages = { audio: [...audio], subtitle: subtitle === null ? null : [...subtitle] }
    const { preferences, store } = this.#parts
    preferences.keep((all) => ({ ...all, languages }))
    store.dispatch({ kind: 'personal', change: { languages } })
    return this.#tracks.likeAnew()
  }

  /** What is open is changed at once, as if it had been chosen there. */
  #likeFilm({ itemId, belongsTo, liking }: Extract<PersonalCommand, { kind: 'like-film' }>) {
    this.#parts.preferences.keep((all) => withLiking(all, { itemId, belongsTo }, liking))
    const isVersionOfOpened = liking.kind === 'version' && this.#opened?.media.itemId === itemId
    if (isVersionOfOpened) return this.#reopen()
    return this.#opened?.belongsTo === belongsTo ? this.#tracks.likeAnew() : success(undefined)
  }

  #reopen(): Promise<Result<void, Problem>> {
    return this.#seat?.reopen() ?? Promise.resolve(success(undefined))
  }
}

const nothingShown: Problem = {
  code: 'nothing-shown',
  sentence: 'Your player shows nothing at the moment.',
  nextStep: 'Wait until the film is there, or start the player again.',
}
