import type { Library, LibraryItem, OpenedItem } from '../../jellyfin/library.ts'
import { failure, success } from '../../protocol/result.ts'

export const filmMs = 3 * 3_600_000

const film = (id: string, runtimeMs: number): LibraryItem => ({
  id,
  kind: 'film',
  title: id === 'film' ? 'A simulated film' : `The ${id} film`,
  subtitle: null,
  overview: null,
  runtimeMs,
  resumeMs: 0,
  played: false,
  posterUrl: null,
  providerIds: {},
})

/** One with an id as Jellyfin Web has them. */
export const webFilmId = '0123456789abcdef0123456789abcdef'

/** What there is in every library, unless it lacks it. */
const films = [
  film('film', filmMs),
  film(webFilmId, filmMs),
  film('second', filmMs),
  film('third', filmMs),
  film('short', 30_000),
]

/** What playback told the library, in order; of other films than the first with their id. */
export type Reports = string[]

export interface ShelfOptions {
  /** Ids of films that this library does not have; may change. */
  readonly lacks?: Set<string>
  /** How much longer than elsewhere every film is here. */
  readonly longerMs?: number
  /** How long looking for a film takes. */
  readonly findMs?: number
  after?(ms: number, run: () => void): void
}

/** A library with a few films that need no bytes, because simulated players open anything. */
export function createShelf(reports: Reports, options: ShelfOptions = {}): Library {
  const { lacks = new Set(), longerMs = 0, findMs = 0, after } = options
  const page = { items: films, total: films.length }
  const item = (id: string) => {
    const found = lacks.has(id) ? undefined : films.find((one) => one.id === id)
    return found === undefined ? failure(notHere) : success(found)
  }
  const find = async (id: string) => {
    if (after !== undefined && findMs > 0) await new Promise<void>((resolve) => after(findMs, resolve))
    return item(id)
  }
  return {
    server: { id: 'shelf', name: 'Shelf' },
    user: { id: 'u', name: 'U' },
    search: async () => success(page),
    children: async () => success(page),
    resumable: async () => success(page),
    nextUp: async () => success(page),
    // The second film is the first part of what the third goes on with.
    following: async (id) => success(films.find((one) => id === 'second' && one.id === 'third') ?? null),
    item: async (id) => item(id),
    find: (media) => find(media.itemId),
    open: async ({ itemId }) => {
      const found = item(itemId)
      return found.ok ? success(openedItem(found.value, longerMs, reports)) : found
    },
    watchPartyPass: async () => success(null),
    onRemoteRequest: () => () => {},
    onProblem: () => () => {},
    close: async () => {},
  }
}

function openedItem({ id, title, runtimeMs }: LibraryItem, longerMs: number, reports: Reports): OpenedItem {
  const tell = (what: string) => void reports.push(id === 'film' ? what : `${what} ${id}`)
  return {
    media: {
      serverId: 'shelf',
      itemId: id,
      title,
      runtimeMs: (runtimeMs ?? 0) + longerMs,
      providerIds: {},
    },
    streamUrl: `http://127.0.0.1/${id}`,
    belongsTo: `shelf/${id}`,
    subtitles: [],
    tracks: [],
    delivery: { kind: 'direct' },
    bitrate: null,
    throughput: () => null,
    receivedBytes: () => 0,
    playback: {
      started: () => tell('started'),
      progressed: () => tell('progressed'),
      stopped: async () => tell('stopped'),
    },
    close: async () => tell('closed'),
  }
}

const notHere = {
  code: 'item-not-found',
  sentence: 'This film is not in your library, or your account may not see it.',
  nextStep: 'Ask whoever runs it.',
}
