import type { ItemSort } from '../../../../protocol/bridge/query.ts'

/** In which order, and which of them. */
export interface Arrangement {
  readonly sort: ItemSort
  readonly descending: boolean
  readonly unwatched: boolean
  /** Any of them; empty = whatever it is. */
  readonly genres: readonly string[]
}

export const asItIs: Arrangement = { sort: 'title', descending: false, unwatched: false, genres: [] }

/** The words for a library of which nothing is shown. */
export function whyNothing({ unwatched, genres }: Arrangement) {
  if (genres.length > 0) return 'nothingOfGenre'
  return unwatched ? 'nothingUnwatched' : 'nothingWhy'
}

/** What one expects first: the newest, the best, the longest; titles from A. */
export const usualDirection = (sort: ItemSort): boolean => sort !== 'title'

export const sorts: readonly ItemSort[] = ['title', 'added', 'released', 'rating', 'runtime', 'played']
