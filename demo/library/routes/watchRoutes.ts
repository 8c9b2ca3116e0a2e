import { z } from 'zod'
import { optionalFlag, optionalNumber, optionalText } from '../bodyFields.ts'
import { type CatalogueItem, isPlayable } from '../catalogue.ts'
import type { PlayerStateInfo } from '../models.ts'
import { badRequest, readBody, type Router, type SignedInExchange } from '../router.ts'
import { sessionIdOf } from '../sessions.ts'
import { userItemData } from '../userItemData.ts'
import { type Viewer, viewerId } from '../viewer.ts'
import { watch, type WatchEvent } from '../watchState.ts'
import { parseGuid, ticksOf } from '../wording.ts'
import type { World } from '../world.ts'
import { findVisible } from './itemRoutes.ts'

/** The bodies of the three reports, keys in lower case (see readBody). */
const reportBody = z.object({
  itemid: z.string(),
  mediasourceid: optionalText,
  playsessionid: optionalText,
  positionticks: optionalNumber,
  ispaused: optionalFlag,
  ismuted: optionalFlag,
  canseek: optionalFlag,
  failed: optionalFlag,
  volumelevel: optionalNumber,
  audiostreamindex: optionalNumber,
  subtitlestreamindex: optionalNumber,
  playmethod: z.enum(['DirectPlay', 'DirectStream', 'Transcode']).nullable().default(null),
})

type Report = z.infer<typeof reportBody>

/** Clients tell what they play; the server remembers where everybody is. */
export function watchRoutes(router: Router, world: World): void {
  reportRoute(router, world, { url: '/Sessions/Playing', kind: 'start' })
  reportRoute(router, world, { url: '/Sessions/Playing/Progress', kind: 'progress' })
  reportRoute(router, world, { url: '/Sessions/Playing/Stopped', kind: 'stop' })
  router.signedIn('POST', '/Sessions/Playing/Ping', ({ reply }) => reply.code(204).send())
  for (const [method, played] of [
    ['POST', true],
    ['DELETE', false],
  ] as const) {
    router.viewing(method, '/UserPlayedItems/:itemId', ({ viewer, guid, reply }) => {
      const item = findVisible(world, viewer, guid('itemId'))
      if (!item) return reply.code(404).send()
      const items = isPlayable(item) ? [item] : world.catalogue().descendants(item.id)
      for (const each of items)
        remember(world, { viewer, item: each }, { kind: 'marked', utcMs: world.calendar.utcMs(), played })
      return userItemData(item, { world, viewer }) ?? reply.code(400).send()
    })
  }
}

interface ReportRoute {
  readonly url: string
  readonly kind: 'start' | 'progress' | 'stop'
}

function reportRoute(router: Router, world: World, { url, kind }: ReportRoute): void {
  router.signedIn('POST', url, (exchange) => {
    const { caller, reply } = exchange
    const report = readBody(exchange, reportBody)
    if (!report || (report.positionticks ?? 0) < 0) return badRequest(exchange, 'Error processing request.')
    if (caller.kind !== 'user') return reply.code(204).send()
    const item = world.catalogue().find(parseGuid(report.itemid) ?? '')
    noteSession(
      exchange,
      world,
      kind === 'stop' || !item ? null : { itemId: item.id, playState: playState(report, world) },
    )
    const event = watchEvent(report, kind, world.calendar.utcMs())
    if (item && event) remember(world, { viewer: caller, item }, event)
    return reply.code(204).send()
  })
}

function noteSession(
  { caller }: SignedInExchange,
  world: World,
  playing: { readonly itemId: string; readonly playState: PlayerStateInfo } | null,
): void {
  if (caller.kind !== 'user') return
  const reportedUtcMs = world.calendar.utcMs()
  world.sessions.update(sessionIdOf(caller.grant.device), {
    playing: playing && { ...playing, reportedUtcMs },
  })
}

/** What a report means for the watched state; null when it must not touch it. */
function watchEvent(report: Report, kind: ReportRoute['kind'], utcMs: number): WatchEvent | null {
  const position = report.positionticks
  if (kind === 'start') return { kind: 'started', utcMs }
  if (kind === 'stop' && report.failed) return null
  if (position !== null) return { kind: 'at', utcMs, positionTicks: position }
  return kind === 'stop' ? { kind: 'finished', utcMs } : null
}

/** Somebody's state of an item changes, and all of that person's clients are told. */
function remember(
  world: World,
  { viewer, item }: { readonly viewer: Viewer; readonly item: CatalogueItem },
  event: WatchEvent,
): void {
  const userId = viewerId(viewer)
  if (userId === null || !isPlayable(item)) return
  const before = world.watchLog.read(userId, item.id)
  world.watchLog.write(userId, item.id, watch(before, event, ticksOf(item.film.durationMs)))
  const changed = { UserId: userId, UserDataList: [userItemData(item, { world, viewer })] }
  for (const session of world.sessions.all()) {
    if (session.userId === userId) world.sockets.send(session.id, 'UserDataChanged', changed)
  }
}

function playState(report: Report, world: World): PlayerStateInfo {
  const transcoding = world.transcodes.has(report.playsessionid ?? '')
  // The real server does not believe in a transcode that it does not run.
  const method = report.playmethod === 'Transcode' && !transcoding ? 'DirectPlay' : report.playmethod
  return {
    PositionTicks: report.positionticks ?? 0,
    CanSeek: report.canseek ?? false,
    IsPaused: report.ispaused ?? false,
    IsMuted: report.ismuted ?? false,
    VolumeLevel: report.volumelevel,
    AudioStreamIndex: report.audiostreamindex,
    SubtitleStreamIndex: report.subtitlestreamindex,
    MediaSourceId: report.mediasourceid,
    ...(method !== null && { PlayMethod: method }),
    RepeatMode: 'RepeatNone',
    PlaybackOrder: 'Default',
  }
}
