import type { Library, LibraryItem, OpenedItem } from '../../jellyfin/library.ts'
import { success } from '../../protocol/result.ts'

export const filmMs = 3 * 3_600_000

const film: LibraryItem = {
  id: 'film',
  kind: 'film',
  title: 'A simulated film',
  subtitle: null,
  overview: null,
  runtimeMs: filmMs,
  resumeMs: 0,
  played: false,
  posterUrl: null,
  providerIds: {},
}

/** What playback told the library, in order. */
export type Reports = string[]

/** A library with one film that needs no bytes, because simulated players open anything. */
export function createShelf(reports: Reports): Library {
  const page = { items: [film], total: 1 }
  const opened: OpenedItem = {
    media: { serverId: 'shelf', itemId: film.id, title: film.title, runtimeMs: filmMs, providerIds: {} },
    belongsTo: 'shelf/film',
    streamUrl: 'http://127.0.0.1/film',
    subtitles: [],
    tracks: [],
    delivery: { kind: 'direct' },
    bitrate: null,
    throughput: () => null,
    playback: {
      started: () => void reports.push('started'),
      progressed: () => void reports.push('progressed'),
      stopped: async () => void reports.push('stopped'),
    },
    close: async () => void reports.push('closed'),
  }
  return {
    server: { id: 'shelf', name: 'Shelf' },
    user: { id: 'u', name: 'U' },
    search: async () => success(page),
    children: async () => success(page),
    resumable: async () => success(page),
    nextUp: async () => success(page),
    item: async () => success(film),
    find: async () => success(film),
    open: async () => success(opened),
    watchPartyPass: async () => success(null),
    onRemoteRequest: () => () => {},
    onProblem: () => () => {},
    close: async () => {},
  }
}
