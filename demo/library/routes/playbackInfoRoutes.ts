import { isPlayable } from '../catalogue.ts'
import { deviceProfileSchema } from '../deviceProfile.ts'
import { playbackInfo, playbackInfoBody, type PlaybackInfoRequest } from '../playbackInfo.ts'
import type { Query } from '../query.ts'
import { badRequest, lowerCaseKeys, readBody, type Router, type ViewingExchange } from '../router.ts'
import { sessionIdOf } from '../sessions.ts'
import { viewerOf } from '../viewer.ts'
import { parseGuid } from '../wording.ts'
import type { World } from '../world.ts'
import { findVisible } from './itemRoutes.ts'

/** How an item is to be played by this client. */
export function playbackInfoRoutes(router: Router, world: World): void {
  const answer = (exchange: ViewingExchange) => {
    const { reply, caller, query, parts, guid } = exchange
    const body = readBody(exchange, playbackInfoBody)
    if (!body) return badRequest(exchange, 'Error processing request.')
    const request = withQueryTwins(body, query)
    const userId = request.userid && (parseGuid(request.userid) ?? '')
    const seen = viewerOf(caller, userId, world.accounts)
    if (seen.kind === 'refused') return reply.code(seen.status).send()
    const item = findVisible(world, seen.viewer, guid('itemId'))
    if (!item || !isPlayable(item)) return reply.code(404).send()
    return playbackInfo({
      item,
      stock: world.settings.stock,
      request,
      profile: request.deviceprofile ?? storedProfile(exchange, world),
      mayTranscode:
        caller.kind === 'apiKey' || caller.account.policy.EnableVideoPlaybackTranscoding !== false,
      token: parts.token ?? '',
      tokenName: world.settings.version === '10.10' ? 'api_key' : 'ApiKey',
      deviceId: caller.kind === 'user' ? caller.grant.device.id : '',
    })
  }
  router.viewing('POST', '/Items/:itemId/PlaybackInfo', answer)
  router.viewing('GET', '/Items/:itemId/PlaybackInfo', answer)
}

/** The obsolete query parameters win over the body. */
const withQueryTwins = (body: PlaybackInfoRequest, query: Query): PlaybackInfoRequest => ({
  deviceprofile: body.deviceprofile,
  userid: query.text('userId') ?? body.userid,
  mediasourceid: query.text('mediaSourceId') ?? body.mediasourceid,
  maxstreamingbitrate: query.number('maxStreamingBitrate') ?? body.maxstreamingbitrate,
  starttimeticks: query.number('startTimeTicks') ?? body.starttimeticks,
  audiostreamindex: query.number('audioStreamIndex') ?? body.audiostreamindex,
  subtitlestreamindex: query.number('subtitleStreamIndex') ?? body.subtitlestreamindex,
  enabledirectplay: query.flag('enableDirectPlay') ?? body.enabledirectplay,
  enabledirectstream: query.flag('enableDirectStream') ?? body.enabledirectstream,
  enabletranscoding: query.flag('enableTranscoding') ?? body.enabletranscoding,
})

/** The profile that the client left with its capabilities. */
function storedProfile({ caller }: ViewingExchange, world: World) {
  if (caller.kind !== 'user') return null
  const session = world.sessions.find(sessionIdOf(caller.grant.device))
  const stored: unknown = session?.capabilities.DeviceProfile
  const parsed = deviceProfileSchema.safeParse(lowerCaseKeys(stored))
  return stored && parsed.success ? parsed.data : null
}
