import { pageOf, visible } from '../browse.ts'
import type { Episode, Season, Series } from '../catalogue.ts'
import type { Router, ViewingExchange } from '../router.ts'
import { viewerId } from '../viewer.ts'
import { parseGuid } from '../wording.ts'
import type { World } from '../world.ts'
import { findVisible } from './itemRoutes.ts'

/** Series, seasons, episodes. */
export function showRoutes(router: Router, world: World): void {
  router.viewing('GET', '/Shows/NextUp', ({ viewer, query }) => {
    const browsing = { world, viewer, query }
    const seriesId = parseGuid(query.text('seriesId') ?? '')
    const all = visible(browsing).filter((item): item is Series => item.kind === 'series')
    const asked = all.filter(({ id }) => seriesId === null || id === seriesId)
    const next = asked.map((series) =>
      nextUp(episodesOf(series, world), {
        world,
        userId: viewerId(viewer) ?? '',
        evenUnseen: seriesId !== null,
        evenBegun: query.flag('enableResumable') !== false,
      }),
    )
    return pageOf(
      next.filter((episode) => episode !== null),
      browsing,
    )
  })
  router.viewing('GET', '/Shows/:seriesId/Seasons', (exchange) => {
    const { viewer, query, reply } = exchange
    const series = findSeries(exchange, world)
    if (!series) return reply.code(404).send()
    const seasons = world.catalogue().children(series.id)
    const special = query.flag('isSpecialSeason') === true
    return pageOf(special ? [] : seasons, { world, viewer, query })
  })
  router.viewing('GET', '/Shows/:seriesId/Episodes', (exchange) => {
    const { viewer, query, reply } = exchange
    const series = findSeries(exchange, world)
    if (!series) return reply.code(404).send()
    return pageOf(selectEpisodes(episodesOf(series, world), exchange), { world, viewer, query })
  })
}

function findSeries({ viewer, guid }: ViewingExchange, world: World): Series | null {
  const item = findVisible(world, viewer, guid('seriesId'))
  return item?.kind === 'series' ? item : null
}

const episodesOf = (series: Series, world: World): Episode[] =>
  world
    .catalogue()
    .descendants(series.id)
    .filter((item): item is Episode => item.kind === 'episode')
    .sort((a, b) => a.season.number - b.season.number || a.number - b.number)

function selectEpisodes(episodes: readonly Episode[], { query }: ViewingExchange): readonly Episode[] {
  const seasonId = parseGuid(query.text('seasonId') ?? '')
  const number = query.number('season')
  const fits = (season: Season) =>
    seasonId === null ? number === null || season.number === number : season.id === seasonId
  const inSeason = episodes.filter(({ season }) => fits(season))
  const startId = parseGuid(query.text('startItemId') ?? '')
  const from = startId === null ? 0 : inSeason.findIndex(({ id }) => id === startId)
  const adjacentTo = parseGuid(query.text('adjacentTo') ?? '')
  if (adjacentTo === null) return from < 0 ? [] : inSeason.slice(from)
  const at = inSeason.findIndex(({ id }) => id === adjacentTo)
  return at < 0 ? [] : inSeason.slice(Math.max(0, at - 1), at + 2)
}

interface NextUpFor {
  readonly world: World
  readonly userId: string
  /** Whether a series that was never begun has a next episode: its first. */
  readonly evenUnseen: boolean
  /** Whether an episode that was begun and not finished is one: it is among the resumable ones already. */
  readonly evenBegun: boolean
}

/** The first unplayed episode after the last one played. */
function nextUp(
  episodes: readonly Episode[],
  { world, userId, evenUnseen, evenBegun }: NextUpFor,
): Episode | null {
  const lastPlayed = episodes.findLastIndex(({ id }) => world.watchLog.read(userId, id).played)
  if (lastPlayed < 0 && !evenUnseen) return null
  const next = episodes.slice(lastPlayed + 1).find(({ id }) => !world.watchLog.read(userId, id).played)
  if (next === undefined) return null
  return evenBegun || world.watchLog.read(userId, next.id).positionTicks === 0 ? next : null
}
