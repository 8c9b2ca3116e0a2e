import type { CatalogueItem } from '../catalogue.ts'
import { backdropPng, posterPng, type PosterSize, posterTag } from '../posterArt.ts'
import { authenticate, type Exchange, type Router } from '../router.ts'
import { maySee } from '../viewer.ts'
import { parseGuid } from '../wording.ts'
import type { World } from '../world.ts'

/** Width over height, as the real pictures have it. */
const SHAPES: Readonly<Record<string, number>> = { primary: 2 / 3, backdrop: 16 / 9, thumb: 16 / 9 }
const MIN_WIDTH = 32
const MAX_WIDTH = 1280
const PORTRAIT: PosterSize = { width: 256, height: 256 }
const YEAR_SECONDS = 31_536_000

/** Posters and backdrops: for anybody, except for signed-in users who may not see the item. */
export function imageRoutes(router: Router, world: World): void {
  const send = (exchange: Exchange) => {
    const { guid, segment, parts, reply } = exchange
    const item = world.catalogue().find(guid('itemId'))
    const shape = item && shapeOf(item, segment('type').toLowerCase())
    const caller = authenticate(parts.token, world)
    const hidden = item && caller?.kind === 'user' && !maySee(caller, item)
    const painted = world.settings.stock.pictures
    return item && shape && painted && !hidden
      ? sendImage(exchange, item, { shape, world, paint: painterOf(segment('type').toLowerCase()) })
      : reply.code(404).send()
  }
  router.open('GET', '/Items/:itemId/Images/:type', send)
  router.open('GET', '/Items/:itemId/Images/:type/:index', send)
  router.open('GET', '/UserImage', ({ query, reply }) => {
    const account = world.accounts.find(parseGuid(query.text('userId') ?? '') ?? '')
    if (!account) return reply.code(404).send()
    reply.header('Cache-Control', `public, max-age=${query.text('tag') === null ? 0 : YEAR_SECONDS}`)
    return reply.type('image/png').send(posterPng(account.person, PORTRAIT))
  })
}

type Painter = typeof posterPng

const painterOf = (type: string): Painter => (type === 'backdrop' ? backdropPng : posterPng)

function shapeOf(item: CatalogueItem, type: string): number | null {
  const wide = type === 'primary' && (item.kind === 'episode' || item.kind === 'library')
  return wide ? 16 / 9 : (SHAPES[type] ?? null)
}

function sendImage(
  { query, request, reply }: Exchange,
  item: CatalogueItem,
  { shape, world, paint }: { readonly shape: number; readonly world: World; readonly paint: Painter },
) {
  const tag = `"${posterTag(item)}"`
  const age = query.text('tag') === null ? 0 : YEAR_SECONDS
  reply.header('Cache-Control', `public, max-age=${age}`).header('Vary', 'Accept')
  // The real server has no ETag here before 12; Last-Modified it always has.
  if (world.settings.version === '12.0') reply.header('ETag', tag)
  const lastModified = new Date(item.addedUtcMs).toUTCString()
  reply.header('Last-Modified', lastModified)
  const known =
    request.headers['if-none-match'] === tag || request.headers['if-modified-since'] === lastModified
  if (known) return reply.code(304).send()
  return reply.type('image/png').send(paint(item, sizeOf(query, shape)))
}

function sizeOf(query: Exchange['query'], shape: number): PosterSize {
  const height = query.number('maxHeight') ?? query.number('fillHeight')
  const asked = query.number('maxWidth') ?? query.number('fillWidth') ?? query.number('width')
  const width = Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, asked ?? (height ?? 300) * shape)))
  return { width, height: Math.round(width / shape) }
}
