import { basename, dirname } from 'node:path'
import { isPlayable, type PlayableItem } from '../catalogue.ts'
import { masterPlaylist, mediaPlaylist, segmentLengths } from '../hlsPlaylist.ts'
import type { Query } from '../query.ts'
import type { Router, SignedInExchange } from '../router.ts'
import type { TranscodeRequest } from '../transcodes.ts'
import type { World } from '../world.ts'

const PLAYLIST_TYPE = 'application/vnd.apple.mpegurl'
const DEFAULT_BITRATE = 2_000_000

/** A transcoded film as an HLS playlist of its whole length, segments made on demand. */
export function hlsRoutes(router: Router, world: World): void {
  const playing =
    (answer: (exchange: SignedInExchange, item: PlayableItem) => unknown) => (exchange: SignedInExchange) => {
      const item = world.catalogue().find(exchange.guid('itemId'))
      return item && isPlayable(item) ? answer(exchange, item) : exchange.reply.code(404).send()
    }
  router.signedIn('GET', '/Videos/:itemId/master.m3u8', playing(sendMaster))
  router.signedIn('GET', '/Videos/:itemId/main.m3u8', playing(sendPlaylist))
  router.signedIn(
    'GET',
    '/Videos/:itemId/hls1/:playlist/:segment',
    playing((exchange, item) => sendSegment(exchange, item, world)),
  )
  router.signedIn('DELETE', '/Videos/ActiveEncodings', async ({ query, reply }) => {
    await world.transcodes.stop(query.text('playSessionId') ?? '')
    return reply.code(204).send()
  })
}

const parametersOf = ({ request }: SignedInExchange): string => request.url.split('?')[1] ?? ''

function sendMaster(exchange: SignedInExchange) {
  const bandwidth = exchange.query.number('videoBitrate') ?? DEFAULT_BITRATE
  return exchange.reply.type(PLAYLIST_TYPE).send(masterPlaylist(bandwidth, parametersOf(exchange)))
}

function sendPlaylist(exchange: SignedInExchange, { film }: PlayableItem) {
  return exchange.reply.type(PLAYLIST_TYPE).send(mediaPlaylist(film.durationMs, parametersOf(exchange)))
}

async function sendSegment(exchange: SignedInExchange, item: PlayableItem, world: World) {
  const { reply, segment } = exchange
  const index = Number.parseInt(segment('segment'), 10)
  if (!(index in segmentLengths(item.film.durationMs))) return reply.code(404).send()
  const file = await world.transcodes.segment(transcodeRequest(exchange, item), index)
  if (file === null) return reply.code(500).send()
  reply.type('video/mp2t')
  return reply.sendFile(basename(file), dirname(file), {
    cacheControl: false,
    contentType: false,
    dotfiles: 'allow',
  })
}

function transcodeRequest({ query }: SignedInExchange, item: PlayableItem): TranscodeRequest {
  // Sounds follow the picture in the file, which is number 0.
  const audioTrack = Math.max(0, (query.number('audioStreamIndex') ?? 1) - 1)
  return {
    playSessionId: query.text('playSessionId') ?? item.id,
    file: item.film.file,
    audioTrack,
    burntInTrack: burntInTrack(query, item),
    videoBitrate: query.number('videoBitrate'),
  }
}

/** Subtitles follow the sounds in the file. */
function burntInTrack(query: Query, { film: { recipe } }: PlayableItem): number | null {
  const index = query.text('subtitleMethod') === 'Encode' ? query.number('subtitleStreamIndex') : null
  return index === null ? null : index - 1 - recipe.audio.length
}
