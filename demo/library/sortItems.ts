import type { Browsing } from './browsing.ts'
import { type CatalogueItem, isPlayable } from './catalogue.ts'
import { viewerId } from './viewer.ts'

type SortKey = (item: CatalogueItem) => number | string

/** Orders by `sortBy`, each with its `sortOrder`; the name decides between equals. */
export function sortItems(items: readonly CatalogueItem[], browsing: Browsing): CatalogueItem[] {
  const { query } = browsing
  const orders = query.list('sortOrder').map((order) => order.toLowerCase())
  const keys = query.list('sortBy').map((name, index) => ({
    key: sortKey(name.toLowerCase(), browsing),
    sign: (orders[index] ?? orders[0]) === 'descending' ? -1 : 1,
  }))
  if (query.list('sortBy').length === 0) return [...items]
  const all = [...keys, { key: sortName, sign: 1 }]
  return items.toSorted((a, b) => {
    for (const { key, sign } of all) {
      const order = compare(key(a), key(b))
      if (order !== 0) return sign * order
    }
    return 0
  })
}

const compare = (a: number | string, b: number | string): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : ALPHABET.compare(String(a), String(b))

/** One for all comparisons: making one for each would take seconds in a large library. */
const ALPHABET = new Intl.Collator('en')

/** Without the article; episodes by their number. */
const sortName: SortKey = (item) =>
  item.kind === 'episode'
    ? `${String(item.season.number).padStart(3, '0')}-${String(item.number).padStart(4, '0')}`
    : item.name.toLowerCase().replace(/^(the|a|an) /, '')

function sortKey(name: string, { world, viewer }: Browsing): SortKey {
  const watched = (item: CatalogueItem) => world.watchLog.read(viewerId(viewer) ?? '', item.id)
  switch (name) {
    case 'datecreated':
    case 'datelastcontentadded':
      return ({ addedUtcMs }) => addedUtcMs
    case 'dateplayed':
      return (item) => watched(item).lastPlayedUtcMs ?? 0
    case 'playcount':
      return (item) => watched(item).playCount
    case 'productionyear':
    case 'premieredate':
      return ({ year }) => year
    case 'communityrating':
      return ({ rating }) => rating
    case 'runtime':
      return (item) => (isPlayable(item) ? item.film.durationMs : 0)
    case 'indexnumber':
      return (item) => (item.kind === 'episode' || item.kind === 'season' ? item.number : 0)
    default:
      return sortName
  }
}
