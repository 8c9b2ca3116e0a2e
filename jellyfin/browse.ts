import type { Media } from '../protocol/media.ts'
import type { Problem } from '../protocol/problem.ts'
import { failure, success, type Result } from '../protocol/result.ts'
import { itemSchema, pageSchema, type JellyfinItem } from './answers.ts'
import { isGuid, normalizeGuid } from './guid.ts'
import type { HttpClient, JellyfinRequest, RequestProblem } from './httpClient.ts'
import type { Page, PageRequest } from './library.ts'
import { itemNotFound, noSuchFilm } from './problems.ts'
import { rankByTitle } from './searchRank.ts'
import { likeness, searchTermOf } from './sameFilm.ts'

export type ItemPage = Result<Page<JellyfinItem>, Problem>

type AskedPage = Result<Page<JellyfinItem>, RequestProblem>

/** The questions that a library answers, as one user asks them. */
export interface Browser {
  search(query: string, page: PageRequest): Promise<ItemPage>
  children(parentId: string | null, page: PageRequest): Promise<ItemPage>
  resumable(page: PageRequest): Promise<ItemPage>
  nextUp(page: PageRequest): Promise<ItemPage>
  item(itemId: string): Promise<Result<JellyfinItem, Problem>>
  /** The episode after this one; null where none is. */
  following(itemId: string): Promise<Result<JellyfinItem | null, Problem>>
  /** By catalogue ids, else by title and length, on a server that is not the one `media` was picked on. */
  findSame(media: Media): Promise<Result<JellyfinItem, Problem>>
}

type Query = NonNullable<JellyfinRequest['query']>

const playableTypes = 'Movie,Episode,Video'
const shownFields = {
  fields: 'Overview,ProviderIds',
  enableImageTypes: 'Primary',
  imageTypeLimit: 1,
}
/** Finding by catalogue ids reads the whole library in pages, because Jellyfin cannot search for them. */
const scanPageSize = 1000
const scanPages = 30

export function createBrowser(client: HttpClient, userId: string): Browser {
  const page = async (path: string, query: Query): Promise<AskedPage> => {
    const answer = await client.ask({ method: 'GET', path, query: { userId, ...query } }, pageSchema)
    return answer.ok ? success({ items: answer.value.Items, total: answer.value.TotalRecordCount }) : answer
  }
  const items = (query: Query, { start, limit }: PageRequest) =>
    page('/Items', { ...shownFields, startIndex: start, limit, ...query })
  const item = async (itemId: string): Promise<Result<JellyfinItem, Problem>> => {
    if (!isGuid(itemId)) return failure(itemNotFound())
    const path = `/Items/${normalizeGuid(itemId)}`
    return client.ask({ method: 'GET', path, query: { userId } }, itemSchema)
  }
  return {
    item,
    async following(itemId) {
      const asked = await item(itemId)
      if (!asked.ok) return asked
      const { Id: startItemId, Type, SeriesId } = asked.value
      if (Type !== 'Episode' || SeriesId === null || SeriesId === undefined) return success(null)
      const query = { ...shownFields, startItemId, limit: 2 }
      const found = await page(`/Shows/${normalizeGuid(SeriesId)}/Episodes`, query)
      // The first one is where it starts.
      return found.ok ? success(found.value.items.find(({ Id }) => Id !== startItemId) ?? null) : found
    },
    async search(query, request) {
      const byTitle = { searchTerm: query, recursive: true, includeItemTypes: `${playableTypes},Series` }
      const found = await items(byTitle, request)
      if (!found.ok) return found
      return success({ items: rankByTitle(found.value.items, query), total: found.value.total })
    },
    async children(parentId, request) {
      if (parentId === null) return slice(await page('/UserViews', {}), request)
      if (!isGuid(parentId)) return failure(itemNotFound())
      const found = await items(
        { parentId: normalizeGuid(parentId), sortBy: 'IndexNumber,SortName' },
        request,
      )
      // Jellyfin calls a folder that does not exist a bad request.
      return found.ok || found.problem.status !== 400 ? found : failure(itemNotFound())
    },
    resumable: ({ start, limit }) =>
      page('/UserItems/Resume', { ...shownFields, startIndex: start, limit, mediaTypes: 'Video' }),
    nextUp: ({ start, limit }) => page('/Shows/NextUp', { ...shownFields, startIndex: start, limit }),
    findSame: (media) => findSame(items, media),
  }
}

/** The libraries come all at once. */
function slice(answer: ItemPage, { start, limit }: PageRequest): ItemPage {
  if (!answer.ok) return answer
  return success({ items: answer.value.items.slice(start, start + limit), total: answer.value.total })
}

type AskItems = (query: Query, page: PageRequest) => Promise<ItemPage>

async function findSame(items: AskItems, media: Media): Promise<Result<JellyfinItem, Problem>> {
  const byTitle = { searchTerm: searchTermOf(media), recursive: true, includeItemTypes: playableTypes }
  const named = await items(byTitle, { start: 0, limit: 100 })
  if (!named.ok) return named
  const best = mostLike(named.value.items, media)
  if (best !== null) return success(best)
  // Titles are translated, so the name may not be the one that this library uses.
  return Object.keys(media.providerIds).length === 0 ? failure(noSuchFilm(media.title)) : scan(items, media)
}

async function scan(items: AskItems, media: Media): Promise<Result<JellyfinItem, Problem>> {
  const query = {
    recursive: true,
    includeItemTypes: playableTypes,
    fields: 'ProviderIds',
    sortBy: 'SortName',
  }
  for (let number = 0; number < scanPages; number += 1) {
    const page = await items(query, { start: number * scanPageSize, limit: scanPageSize })
    if (!page.ok) return page
    const best = mostLike(page.value.items, media)
    if (best !== null) return success(best)
    if (page.value.items.length < scanPageSize) break
  }
  return failure(noSuchFilm(media.title))
}

function mostLike(items: readonly JellyfinItem[], media: Media): JellyfinItem | null {
  const ranked = items
    .map((item) => ({ item, likeness: likeness(item, media) }))
    .filter((candidate) => candidate.likeness > 0)
    .toSorted((one, other) => other.likeness - one.likeness)
  return ranked[0]?.item ?? null
}
