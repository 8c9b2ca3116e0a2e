import type { Library, OpenedItem, PlaybackState } from '../../jellyfin/library.ts'
import type { MediaStatus } from '../../protocol/companionState.ts'
import type { Media } from '../../protocol/media.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { runtimeWarning } from './filmWarnings.ts'
import type { PlayerSeat } from './playerSeat.ts'

export interface ScreeningOptions {
  readonly library: Pick<Library, 'find' | 'open'>
  readonly seat: PlayerSeat
  /** Where playback is, for the library. */
  playbackState(): PlaybackState
  onStatus(status: MediaStatus): void
}

/**
 * What the room plays, as this member's own library has it: one film after the other, in the same player. The last
 * film asked for wins; whatever was opened for the others is closed.
 */
export class Screening {
  readonly #options: ScreeningOptions
  #wanted: Media | null = null
  #opened: OpenedItem | null = null
  #missing: Problem | null = null
  /** Films that are over, to be closed when the player has let go of them. */
  #formers: (() => Promise<void>)[] = []

  constructor(options: ScreeningOptions) {
    this.#options = options
  }

  /**
   * Goes to another film; nothing happens when it is the one that is shown already. Resolves when the player shows
   * it, when it was overtaken, or with why it cannot be seen here. `prepared`: what was opened for it before.
   */
  async show(media: Media, prepared: OpenedItem | null = null): Promise<Result<void, Problem>> {
    if (this.#wanted !== null && isSame(this.#wanted, media)) return success(undefined)
    this.#endFilm()
    this.#wanted = media
    return this.#bring(media, prepared)
  }

  /** Looks once more for a film that could not be had. */
  async again(): Promise<Result<void, Problem>> {
    const media = this.#wanted
    return media === null || this.#missing === null ? success(undefined) : this.#bring(media, null)
  }

  /**
   * Opens what is shown anew, as this viewer likes it now. The room goes on and does not notice; when it cannot be
   * opened, what is shown stays.
   */
  async reopen(): Promise<Result<void, Problem>> {
    const [media, former] = [this.#wanted, this.#opened]
    if (media === null || former === null) return success(undefined)
    const opened = await this.#open(media)
    if (!opened.ok) return opened
    if (this.#wanted !== media || this.#opened !== former) {
      await opened.value.close(null)
      return success(undefined)
    }
    this.#endFilm()
    return this.#present(media, opened.value, 'alone')
  }

  opened(): OpenedItem | null {
    return this.#opened
  }

  /** Why this member cannot see what the room plays; null when they can, or when that is being found out. */
  missing(): Problem | null {
    return this.#missing
  }

  /** Reports the stop, ends the player, closes what was opened. */
  async close(): Promise<void> {
    this.#endFilm()
    this.#wanted = null
    await this.#options.seat.leave()
    await this.#closeFormers()
  }

  async #bring(media: Media, prepared: OpenedItem | null): Promise<Result<void, Problem>> {
    const { onStatus } = this.#options
    this.#missing = null
    onStatus({ kind: 'looking', title: media.title })
    const opened = prepared === null ? await this.#open(media) : success(prepared)
    if (this.#wanted !== media) {
      if (opened.ok) await opened.value.close(null)
      return success(undefined)
    }
    if (!opened.ok) return this.#miss(media, opened.problem)
    return this.#present(media, opened.value, 'together')
  }

  async #present(
    media: Media,
    opened: OpenedItem,
    manner: 'alone' | 'together',
  ): Promise<Result<void, Problem>> {
    const { seat, onStatus } = this.#options
    this.#opened = opened
    onStatus(openStatus(media, opened))
    const shown = await seat.show(opened, manner === 'alone')
    await this.#closeFormers()
    return shown
  }

  async #open(media: Media): Promise<Result<OpenedItem, Problem>> {
    const { library } = this.#options
    const found = await library.find(media)
    return found.ok ? library.open({ itemId: found.value.id, maxBitrate: null }) : found
  }

  async #miss(media: Media, problem: Problem): Promise<Result<void, Problem>> {
    this.#missing = problem
    this.#options.onStatus({ kind: 'missing', title: media.title, problem })
    await this.#closeFormers()
    return failure(problem)
  }

  /** The library hears of the stop at once; the player keeps its bytes until it has something else. */
  #endFilm(): void {
    const film = this.#opened
    this.#opened = null
    this.#missing = null
    if (film === null) return this.#options.seat.clear()
    const ended = this.#options.playbackState()
    this.#options.seat.clear()
    const stopped = film.playback.stopped(ended)
    this.#formers.push(async () => {
      await stopped
      await film.close(ended.positionMs)
    })
  }

  async #closeFormers(): Promise<void> {
    await Promise.all(this.#formers.splice(0).map((close) => close()))
  }
}

const isSame = (one: Media, other: Media): boolean =>
  one.serverId === other.serverId && one.itemId === other.itemId

const openStatus = (media: Media, opened: OpenedItem): MediaStatus => ({
  kind: 'open',
  title: media.title,
  itemId: opened.media.itemId,
  delivery:
    opened.delivery.kind === 'direct'
      ? opened.delivery
      : { ...opened.delivery, reasons: [...opened.delivery.reasons] },
  bitrate: opened.bitrate,
  throughputBytesPerS: opened.throughput(),
  warning: runtimeWarning(media, opened.media),
})
