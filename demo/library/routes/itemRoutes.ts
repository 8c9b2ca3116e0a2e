import type { Browsing } from '../browsing.ts'
import { filterItems, pageOf, scopeOf, tellingOf, visible } from '../browse.ts'
import { type CatalogueItem, isPlayable } from '../catalogue.ts'
import { itemDto } from '../itemDto.ts'
import { badRequest, type Router, type ViewingExchange } from '../router.ts'
import { maySee, type Viewer, viewerId } from '../viewer.ts'
import { parseGuid } from '../wording.ts'
import type { World } from '../world.ts'

/** Finding things: libraries, lists, single items. */
export function itemRoutes(router: Router, world: World): void {
  router.viewing('GET', '/UserViews', ({ viewer, query }) => {
    const browsing = { world, viewer, query }
    return pageOf(
      visible(browsing).filter(({ kind }) => kind === 'library'),
      browsing,
    )
  })
  router.viewing('GET', '/Items', (exchange) => listItems(exchange, world))
  router.viewing('GET', '/Genres', (exchange) => listGenres(exchange, world))
  router.viewing('GET', '/Items/:itemId', ({ viewer, guid, reply }) => {
    const item = findVisible(world, viewer, guid('itemId'))
    return item ? itemDto(item, { world, viewer, fields: 'all' }) : reply.code(404).send()
  })
  router.viewing('GET', '/Items/:itemId/Ancestors', ({ viewer, query, guid, reply }) => {
    const item = findVisible(world, viewer, guid('itemId'))
    if (!item) return reply.code(404).send()
    return ancestors(item, world).map((ancestor) => itemDto(ancestor, tellingOf({ world, viewer, query })))
  })
  homeRoutes(router, world)
}

/** Of what lies in the parent at any depth, and of everything without one. */
function listGenres({ viewer, query }: ViewingExchange, world: World) {
  const parentId = parseGuid(query.text('parentId') ?? '')
  const { items, descendants } = world.catalogue()
  const within = parentId === null ? items : descendants(parentId)
  const names = new Set(within.filter((item) => maySee(viewer, item)).flatMap(({ genres }) => genres))
  const Items = [...names].toSorted().map((Name) => ({ Name, Type: 'Genre' }))
  return { Items, TotalRecordCount: 0, StartIndex: 0 }
}

/** What a home screen shows. */
function homeRoutes(router: Router, world: World): void {
  router.viewing('GET', '/UserItems/Resume', ({ viewer, query }) => {
    const browsing = { world, viewer, query }
    const watched = (item: CatalogueItem) => world.watchLog.read(viewerId(viewer) ?? '', item.id)
    const parentId = parseGuid(query.text('parentId') ?? '')
    const below =
      parentId &&
      new Set(
        world
          .catalogue()
          .descendants(parentId)
          .map(({ id }) => id),
      )
    const started = visible(browsing).filter(
      (item) => isPlayable(item) && watched(item).positionTicks > 0 && (!below || below.has(item.id)),
    )
    const newestFirst = (a: CatalogueItem, b: CatalogueItem) =>
      (watched(b).lastPlayedUtcMs ?? 0) - (watched(a).lastPlayedUtcMs ?? 0)
    return pageOf(filterItems(started, browsing).sort(newestFirst), browsing)
  })
  router.viewing('GET', '/Items/Latest', ({ viewer, query }) => {
    const browsing = { world, viewer, query }
    const limit = query.number('limit') ?? 20
    return latest(browsing)
      .slice(0, limit)
      .map((item) => itemDto(item, tellingOf(browsing)))
  })
}

function listItems(exchange: ViewingExchange, world: World) {
  const { viewer, query, reply } = exchange
  const asked = query.text('parentId')
  const parentId = asked === null ? null : parseGuid(asked)
  const parent = parentId === null ? null : world.catalogue().find(parentId)
  if (asked !== null && !parent) return badRequest(exchange, 'Error processing request.')
  // A historic oddity of the real server: 401, though the token is good.
  if (parent && !maySee(viewer, parent)) {
    return reply
      .code(401)
      .type('application/json')
      .send(JSON.stringify(`You are not permitted to access Library ${parent.name}.`))
  }
  const browsing = { world, viewer, query }
  return pageOf(filterItems(scopeOf(browsing, parentId), browsing), browsing)
}

/** The item, unless the viewer may not know of it: then it is as absent as one that does not exist. */
export function findVisible(world: World, viewer: Viewer, id: string): CatalogueItem | null {
  const item = world.catalogue().find(id)
  return item && maySee(viewer, item) ? item : null
}

function ancestors(item: CatalogueItem, world: World): CatalogueItem[] {
  const parent = item.parentId === null ? null : world.catalogue().find(item.parentId)
  return parent ? [parent, ...ancestors(parent, world)] : []
}

/** Newest first; several new episodes of a series stand as the series, what was played is left out. */
function latest(browsing: Browsing): CatalogueItem[] {
  const { world, viewer, query } = browsing
  const parentId = parseGuid(query.text('parentId') ?? '')
  const isPlayed = query.flag('isPlayed') ?? false
  const userId = viewerId(viewer) ?? ''
  const newest = visible(browsing)
    .filter((item) => isPlayable(item) && (parentId === null || item.libraryId === parentId))
    .filter(({ id }) => world.watchLog.read(userId, id).played === isPlayed)
    .sort((a, b) => b.addedUtcMs - a.addedUtcMs)
  if (query.flag('groupItems') === false) return filterItems(newest, browsing)
  const grouped = newest.map((item) => (item.kind === 'episode' ? item.season.series : item))
  return [...new Map(grouped.map((item) => [item.id, item])).values()]
}
