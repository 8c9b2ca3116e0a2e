import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { roomDetailsSchema } from '../../../protocol/restRooms.ts'
import { success, type Result } from '../../../protocol/result.ts'
import type { LiveRoom } from '../../host/liveRoom.ts'
import { visibleRoom } from '../../host/visibleText.ts'
import type { RoomDeed } from '../../room/input.ts'
import { refusal, settle, type Refusal } from './envelope.ts'
import type { RestParts } from './restParts.ts'
import { governAs } from './roomDeeds.ts'
import { detailed } from './roomViews.ts'
import { refusals, roomParams, signedInRoute } from './schemas.ts'

const tags = ['administration']
const nothing = z.undefined()

/** For administrators of an allowed Jellyfin: every room, to look at, to rename and to end. */
export function adminRoutes(api: FastifyInstance, parts: RestParts): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  routes.get(
    '/admin/rooms',
    {
      schema: signedInRoute({
        tags,
        summary: 'All rooms, newest first.',
        response: { 200: z.object({ rooms: z.array(roomDetailsSchema) }), ...refusals },
      }),
    },
    async (request, reply) => {
      const allowed = await administrator(request, parts)
      if (!allowed.ok) return settle(reply, allowed)
      const view = { isInside: true, nowMs: parts.clock.nowMs() }
      const rooms = parts.lobby.rooms().map((room) => detailed(room.state(), view))
      return settle(reply, success({ rooms: rooms.toReversed() }))
    },
  )
  routes.patch(
    '/admin/rooms/:room',
    {
      schema: signedInRoute({
        tags,
        summary: 'Renames a room.',
        params: roomParams,
        body: z.strictObject({ name: z.string().trim().min(1).max(100) }),
        response: { 204: nothing, ...refusals },
      }),
    },
    async (request, reply) => {
      const deed = { kind: 'rename', name: visibleRoom(request.body.name) } as const
      return settle(reply.code(204), operate(request, { name: request.params.room, deed }, parts))
    },
  )
  routes.post(
    '/admin/rooms/:room/end',
    {
      schema: signedInRoute({
        tags,
        summary: 'Ends a room for everyone.',
        params: roomParams,
        response: { 204: nothing, ...refusals },
      }),
    },
    async (request, reply) =>
      settle(reply.code(204), operate(request, { name: request.params.room, deed: { kind: 'end' } }, parts)),
  )
}

async function administrator(
  request: FastifyRequest,
  { callers }: RestParts,
): Promise<Result<void, Refusal>> {
  const caller = await callers.callerOf(request)
  if (!caller.ok) return caller
  return caller.value.person.isAdmin ? success(undefined) : refusal('not-permitted')
}

async function operate(
  request: FastifyRequest,
  { name, deed }: { readonly name: string; readonly deed: RoomDeed },
  parts: RestParts,
): Promise<Result<undefined, Refusal>> {
  const allowed = await administrator(request, parts)
  if (!allowed.ok) return allowed
  const room: LiveRoom | null = parts.lobby.byId(name) ?? parts.lobby.byCode(name)
  return room === null ? refusal('no-such-room') : governAs({ kind: 'operator' }, room, { deed, parts })
}
