import { basename, dirname } from 'node:path'
import { isPlayable, type PlayableItem, versionOf } from '../catalogue.ts'
import type { Exchange, Router } from '../router.ts'
import { parseGuid } from '../wording.ts'
import type { World } from '../world.ts'
import { findVisible } from './itemRoutes.ts'

/** The media file itself, whole or in ranges. */
export function mediaRoutes(router: Router, world: World): void {
  // Jellyfin asks for no token here, and not whether the item is visible: knowing the id is enough.
  const stream = (exchange: Exchange) => {
    const item = world.catalogue().find(exchange.guid('itemId'))
    const sourceId = exchange.query.text('mediaSourceId')
    const version = item && isPlayable(item) ? versionOf(item, sourceId && parseGuid(sourceId)) : null
    return version ? sendMedia(exchange, version) : exchange.reply.code(404).send()
  }
  router.open('GET', '/Videos/:itemId/stream', stream)
  router.open('GET', '/Videos/:itemId/stream.:container', stream)
  router.viewing('GET', '/Items/:itemId/File', (exchange) => {
    const item = findVisible(world, exchange.viewer, exchange.guid('itemId'))
    return item && isPlayable(item) ? sendMedia(exchange, item) : exchange.reply.code(404).send()
  })
  router.viewing('GET', '/Items/:itemId/Download', (exchange) => {
    const { caller, viewer, guid, reply } = exchange
    if (caller.kind === 'user' && !caller.account.policy.EnableContentDownloading)
      return reply.code(403).send()
    const item = findVisible(world, viewer, guid('itemId'))
    return item && isPlayable(item) ? sendMedia(exchange, item) : reply.code(404).send()
  })
}

const MIME_TYPES = { mkv: 'video/x-matroska', mp4: 'video/mp4', webm: 'video/webm' } as const

/** @fastify/static answers ranges, HEAD and conditions as the real server does. */
function sendMedia({ reply }: Exchange, { film }: PlayableItem) {
  reply.type(MIME_TYPES[film.recipe.container])
  return reply.sendFile(basename(film.file), dirname(film.file), { cacheControl: false, contentType: false })
}
