import type { Browsing } from './browsing.ts'
import { type CatalogueItem, isPlayable } from './catalogue.ts'
import { itemDto } from './itemDto.ts'
import type { BaseItemDtoQueryResult } from './models.ts'
import { readPage } from './query.ts'
import { sortItems } from './sortItems.ts'
import { askedFields, type Telling } from './telling.ts'
import { maySee, viewerId } from './viewer.ts'
import { parseGuid } from './wording.ts'

/** How the answers to a list request are told. */
export const tellingOf = ({ world, viewer, query }: Browsing): Telling => ({
  world,
  viewer,
  fields: askedFields(query.list('fields')),
})

/** Cuts a page out of a list and tells it. */
export function pageOf(items: readonly CatalogueItem[], browsing: Browsing): BaseItemDtoQueryResult {
  const { start, limit } = readPage(browsing.query)
  const telling = tellingOf(browsing)
  const counted = browsing.query.flag('enableTotalRecordCount') !== false
  return {
    Items: items.slice(start, start + limit).map((item) => itemDto(item, telling)),
    TotalRecordCount: counted ? items.length : 0,
    StartIndex: start,
  }
}

export const visible = ({ world, viewer }: Browsing): CatalogueItem[] =>
  world.catalogue().items.filter((item) => maySee(viewer, item))

/** Where GET /Items looks, before it filters. */
export function scopeOf(browsing: Browsing, parentId: string | null): readonly CatalogueItem[] {
  const { world, query } = browsing
  const recursive = query.flag('recursive') === true
  if (query.list('ids').length > 0) return visible(browsing)
  if (parentId !== null) {
    const catalogue = world.catalogue()
    return recursive ? catalogue.descendants(parentId) : catalogue.children(parentId)
  }
  const all = visible(browsing)
  return recursive ? all : all.filter(({ kind }) => kind === 'library')
}

/** The filters and the order of GET /Items. */
export function filterItems(items: readonly CatalogueItem[], browsing: Browsing): CatalogueItem[] {
  const tests = [byId, byType, bySearch, byState, byGenre].map((test) => test(browsing))
  return sortItems(
    items.filter((item) => tests.every((test) => test(item))),
    browsing,
  )
}

type ItemTest = (item: CatalogueItem) => boolean

const KIND_NAMES = {
  library: 'collectionfolder',
  series: 'series',
  season: 'season',
  movie: 'movie',
  episode: 'episode',
} as const

function byId({ query }: Browsing): ItemTest {
  const ids = query.list('ids').map(parseGuid)
  return ({ id }) => ids.length === 0 || ids.includes(id)
}

function byType({ query }: Browsing): ItemTest {
  const lower = (name: string) => query.list(name).map((value) => value.toLowerCase())
  const [include, exclude, media] = [
    lower('includeItemTypes'),
    lower('excludeItemTypes'),
    lower('mediaTypes'),
  ]
  return (item) => {
    const name = KIND_NAMES[item.kind]
    const included = include.length === 0 || include.includes(name)
    const mediaFits = media.length === 0 || (isPlayable(item) && media.includes('video'))
    return included && mediaFits && !exclude.includes(name)
  }
}

/** Case and accents do not matter. */
const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

function bySearch({ query }: Browsing): ItemTest {
  const term = folded(query.text('searchTerm') ?? '').trim()
  return ({ name }) => folded(name).includes(term)
}

function byState({ world, viewer, query }: Browsing): ItemTest {
  const filters = query.list('filters').map((name) => name.toLowerCase())
  const isPlayed =
    filters.includes('isplayed') || (filters.includes('isunplayed') ? false : query.flag('isPlayed'))
  const userId = viewerId(viewer)
  return (item) => {
    const watched = world.watchLog.read(userId ?? '', item.id)
    if (isPlayed !== null && isPlayed !== watched.played) return false
    if (filters.includes('isresumable') && watched.positionTicks === 0) return false
    if (filters.includes('isfavorite')) return false
    if (filters.includes('isfolder') && isPlayable(item)) return false
    return !(filters.includes('isnotfolder') && !isPlayable(item))
  }
}

/** Genres are separated by bars, because their names may hold commas. */
function byGenre({ query }: Browsing): ItemTest {
  const genres = query.text('genres')?.toLowerCase().split('|') ?? []
  const years = query.list('years').map(Number)
  return (item) => {
    const genreFits = genres.length === 0 || item.genres.some((genre) => genres.includes(genre.toLowerCase()))
    return genreFits && (years.length === 0 || years.includes(item.year))
  }
}
