import type { AppQuery, ItemCard, ItemFilter, ItemPage, ItemSort } from '../../protocol/bridge/query.ts'
import { failure, success } from '../../protocol/result.ts'
import { isGuid, normalizeGuid } from '../guid.ts'
import type { Answer } from '../httpClient.ts'
import type { LibraryResult } from '../library.ts'
import { itemNotFound } from '../problems.ts'
import { rankByTitle } from '../searchRank.ts'
import { shownPageSchema, type ShownItem } from './answers.ts'
import { cardFields, itemCard } from './card.ts'
import type { Asking } from './asking.ts'

type Children = Omit<Extract<AppQuery, { kind: 'children' }>, 'kind'>
type Search = Omit<Extract<AppQuery, { kind: 'search' }>, 'kind'>

/** Lists of items. */
export interface Listing {
  /** As Jellyfin tells them: their kind of content decides what is in them. */
  views(): Answer<readonly ShownItem[]>
  libraries(): Promise<LibraryResult<ItemCard[]>>
  children(asked: Children): Promise<LibraryResult<ItemPage>>
  search(asked: Search): Promise<LibraryResult<ItemPage>>
}

/** Nothing in these is for a player of films. */
const otherContent = new Set(['music', 'books', 'photos', 'livetv'])

const typesOf: Readonly<Record<ItemFilter['kinds'][number], string>> = {
  film: 'Movie,Video,MusicVideo',
  episode: 'Episode',
  series: 'Series',
}

/** What a library of one kind shows, whatever folders its files lie in. */
const typesOfLibrary: ReadonlyMap<string, string> = new Map([
  ['movies', 'Movie'],
  ['tvshows', 'Series'],
  ['musicvideos', 'MusicVideo'],
])

const sortKeys: Readonly<Record<ItemSort, string>> = {
  title: 'SortName',
  added: 'DateCreated',
  released: 'PremiereDate,ProductionYear',
  rating: 'CommunityRating',
  runtime: 'Runtime',
  played: 'DatePlayed',
}

export function createListing({ client, userId, picture }: Asking): Listing {
  const items = (query: Readonly<Record<string, string | number | boolean | null>>) =>
    client.ask({ method: 'GET', path: '/Items', query: { userId, ...cardFields, ...query } }, shownPageSchema)
  const views = async (): Answer<readonly ShownItem[]> => {
    const request = { method: 'GET', path: '/UserViews', query: { userId } } as const
    const answer = await client.ask(request, shownPageSchema)
    if (!answer.ok) return answer
    return success(answer.value.Items.filter(({ CollectionType }) => !otherContent.has(CollectionType ?? '')))
  }
  const card = (item: ShownItem) => itemCard(item, picture)
  return {
    views,
    async libraries() {
      const answer = await views()
      return answer.ok ? success(answer.value.map(card)) : answer
    },
    async children(asked) {
      if (!isGuid(asked.parentId)) return failure(itemNotFound())
      const parentId = normalizeGuid(asked.parentId)
      const known = await views()
      if (!known.ok) return known
      const library = known.value.find(({ Id }) => Id === parentId)
      const answer = await items({ parentId, ...scopeOf(asked.filter, library), ...queryOf(asked) })
      // Jellyfin calls a folder that does not exist a bad request.
      if (!answer.ok) return answer.problem.status === 400 ? failure(itemNotFound()) : answer
      return success({ items: answer.value.Items.map(card), total: answer.value.TotalRecordCount })
    },
    async search({ text, start, limit }) {
      const answer = await items({
        searchTerm: text,
        recursive: true,
        includeItemTypes: 'Movie,Video,Series,Episode',
        startIndex: start,
        limit,
      })
      if (!answer.ok) return answer
      const { Items, TotalRecordCount: total } = answer.value
      return success({ items: rankByTitle(Items, text).map(card), total })
    },
  }
}

/** What is looked at: a kind of item at any depth, or what lies directly inside. */
function scopeOf({ kinds }: ItemFilter, library: ShownItem | undefined) {
  const ofLibrary = typesOfLibrary.get(library?.CollectionType ?? '')
  const types = kinds.length > 0 ? kinds.map((kind) => typesOf[kind]).join(',') : ofLibrary
  return types === undefined ? {} : { recursive: true, includeItemTypes: types }
}

function queryOf({ sort, descending, filter, start, limit }: Children) {
  const keys = [...new Set([...sortKeys[sort].split(','), 'SortName'])]
  const order = descending ? 'Descending' : 'Ascending'
  // What is equal goes by title, from A to Z, whatever the direction.
  const orders = keys.map((key) => (key === 'SortName' && sort !== 'title' ? 'Ascending' : order))
  return {
    sortBy: keys.join(','),
    sortOrder: orders.join(','),
    // Genres are separated by bars, because their names may hold commas.
    genres: filter.genres.length === 0 ? null : filter.genres.join('|'),
    isPlayed: filter.unwatched ? false : null,
    startIndex: start,
    limit,
  }
}
