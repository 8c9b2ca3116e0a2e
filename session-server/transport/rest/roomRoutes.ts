import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  joinRequestSchema,
  membersSchema,
  openedRoomSchema,
  openingSchema,
  placeSchema,
  roomChangeSchema,
  roomDetailsSchema,
  roomListSchema,
} from '../../../protocol/restRooms.ts'
import { success } from '../../../protocol/result.ts'
import { settle } from './envelope.ts'
import type { RestParts } from './restParts.ts'
import { changeRoom, endRoom, joinRoom, leaveRoom, openRoom } from './roomDeeds.ts'
import { insideRequest, roomRequest } from './roomFinding.ts'
import { listRooms } from './roomList.ts'
import { detailed, isInside, membersOf } from './roomViews.ts'
import { refusals, roomParams, signedInRoute } from './schemas.ts'

const tags = ['rooms']
const nothing = z.undefined()

/** Rooms: finding, opening, entering, running and ending them. */
export function roomRoutes(api: FastifyInstance, parts: RestParts): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  routes.get(
    '/rooms',
    {
      schema: signedInRoute({
        tags,
        summary: 'The rooms that everybody may find, newest first.',
        querystring: z.strictObject({
          limit: z.coerce.number().int().min(1).max(200).default(50),
          after: z.string().max(64).optional(),
        }),
        response: { 200: roomListSchema, ...refusals },
      }),
    },
    async (request, reply) => {
      const caller = await parts.callers.callerOf(request)
      return settle(reply, caller.ok ? success(listRooms(parts.lobby.rooms(), request.query)) : caller)
    },
  )
  routes.post(
    '/rooms',
    {
      schema: signedInRoute({
        tags,
        summary: 'Opens a room, with a place in it for whoever opens it: its host.',
        body: openingSchema,
        response: { 201: openedRoomSchema, ...refusals },
      }),
    },
    async (request, reply) => {
      const caller = await parts.callers.callerOf(request)
      return settle(reply.code(201), caller.ok ? openRoom(caller.value, request.body, parts) : caller)
    },
  )
  oneRoom(api, parts)
  comingAndGoing(api, parts)
}

function oneRoom(api: FastifyInstance, parts: RestParts): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  routes.get(
    '/rooms/:room',
    {
      schema: signedInRoute({
        tags,
        summary: 'A room, by its id or its code.',
        params: roomParams,
        response: { 200: roomDetailsSchema, ...refusals },
      }),
    },
    async (request, reply) => {
      const asked = await roomRequest(request, request.params.room, parts)
      if (!asked.ok) return settle(reply, asked)
      const { room, caller } = asked.value
      const view = { isInside: isInside(room.state(), caller.person.id), nowMs: parts.clock.nowMs() }
      return settle(reply, success(detailed(room.state(), view)))
    },
  )
  routes.get(
    '/rooms/:room/members',
    {
      schema: signedInRoute({
        tags,
        summary: 'Who is in a room, or expected back.',
        params: roomParams,
        response: { 200: membersSchema, ...refusals },
      }),
    },
    async (request, reply) => {
      const asked = await roomRequest(request, request.params.room, parts)
      return settle(reply, asked.ok ? success({ members: membersOf(asked.value.room.state()) }) : asked)
    },
  )
  routes.patch(
    '/rooms/:room',
    {
      schema: signedInRoute({
        tags,
        summary: 'Changes how a room is run; holds at once, for who is in it already as well.',
        params: roomParams,
        body: roomChangeSchema,
        response: { 204: nothing, ...refusals },
      }),
    },
    async (request, reply) => {
      const asked = await insideRequest(request, request.params.room, parts)
      return settle(reply.code(204), asked.ok ? changeRoom(asked.value, request.body, parts) : asked)
    },
  )
}

function comingAndGoing(api: FastifyInstance, parts: RestParts): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  routes.post(
    '/rooms/:room/join',
    {
      schema: signedInRoute({
        tags,
        summary: 'Takes a place, which a socket then resumes.',
        params: roomParams,
        body: joinRequestSchema,
        response: { 200: placeSchema, ...refusals },
      }),
    },
    async (request, reply) => {
      const wish = { name: request.params.room, ...request.body }
      return settle(reply, joinRoom(request, wish, parts))
    },
  )
  const leaving = { params: roomParams, response: { 204: nothing, ...refusals } }
  routes.post(
    '/rooms/:room/leave',
    { schema: signedInRoute({ tags, summary: 'Gives up every place that one has in a room.', ...leaving }) },
    async (request, reply) => {
      const asked = await insideRequest(request, request.params.room, parts)
      return settle(reply.code(204), asked.ok ? leaveRoom(asked.value, parts) : asked)
    },
  )
  routes.post(
    '/rooms/:room/end',
    { schema: signedInRoute({ tags, summary: 'Ends a room for everyone.', ...leaving }) },
    async (request, reply) => {
      const asked = await insideRequest(request, request.params.room, parts)
      return settle(reply.code(204), asked.ok ? endRoom(asked.value, parts) : asked)
    },
  )
}
