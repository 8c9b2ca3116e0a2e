import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { renderSVG } from 'uqr'
import { z } from 'zod'
import { linkWishSchema, type LinkWish } from '../../../protocol/invitationLink.ts'
import { formatJoinLink, formatWebLink } from '../../../protocol/joinLink.ts'
import { inboxSchema } from '../../../protocol/inbox.ts'
import { permissionFor } from '../../../protocol/permissions.ts'
import { credentialSchema, inviteesSchema, linkSchema } from '../../../protocol/restRooms.ts'
import { success, type Result } from '../../../protocol/result.ts'
import { roleOf } from '../../room/room.ts'
import { refusal, settle, type Refusal } from './envelope.ts'
import { inviteesOf } from './invitees.ts'
import type { RestParts } from './restParts.ts'
import { govern } from './roomDeeds.ts'
import { insideRequest, type RoomRequest } from './roomFinding.ts'
import { refusals, roomParams, signedInRoute } from './schemas.ts'

const tags = ['invitations']
const nothing = z.undefined()

/** Asking people to come: by name, by link, and what the people who were asked make of it. */
export function invitationRoutes(api: FastifyInstance, parts: RestParts): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  routes.post(
    '/rooms/:room/invitations',
    {
      schema: signedInRoute({
        tags,
        summary: 'Invites people; they are told at once where they are connected.',
        params: roomParams,
        body: z.strictObject({ people: inviteesSchema.min(1) }),
        response: { 204: nothing, ...refusals },
      }),
    },
    async (request, reply) => {
      const asked = await insideRequest(request, request.params.room, parts)
      if (!asked.ok) return settle(reply, asked)
      const people = inviteesOf(asked.value.caller, request.body.people)
      if (!people.ok) return settle(reply, people)
      const deed = { kind: 'invite' as const, people: [...people.value] }
      const done = deed.people.length === 0 ? success(undefined) : govern(asked.value, deed, parts)
      return settle(reply.code(204), done)
    },
  )
  routes.post(
    '/rooms/:room/links',
    {
      schema: signedInRoute({
        tags,
        summary: 'Makes a link that lets its bearer in, signed and for a time, with its QR code.',
        params: roomParams,
        body: linkWishSchema,
        response: { 201: linkSchema, ...refusals },
      }),
    },
    async (request, reply) => {
      const asked = await insideRequest(request, request.params.room, parts)
      const server = parts.publicUrl ?? `${request.protocol}://${request.host}`
      const link = asked.ok ? makeLink(asked.value, { ...request.body, server }, parts) : asked
      return settle(reply.code(201), link)
    },
  )
  routes.post(
    '/rooms/:room/socket-credential',
    {
      schema: signedInRoute({
        tags,
        summary: 'A credential for opening a socket: for this room, once, within a minute.',
        params: roomParams,
        response: { 201: credentialSchema, ...refusals },
      }),
    },
    async (request, reply) => {
      const asked = await insideRequest(request, request.params.room, parts)
      if (!asked.ok) return settle(reply, asked)
      const { caller, room } = asked.value
      const { person, sessionId } = caller
      return settle(
        reply.code(201),
        success(await parts.credentials.sign({ person, sessionId, roomId: room.id })),
      )
    },
  )
  inbox(api, parts)
}

/** What somebody is invited to. */
function inbox(api: FastifyInstance, parts: RestParts): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  routes.get(
    '/invitations',
    {
      schema: signedInRoute({
        tags,
        summary: 'Your invitations that wait for an answer, newest first.',
        response: { 200: z.object({ invitations: inboxSchema }), ...refusals },
      }),
    },
    async (request, reply) => {
      const caller = await parts.callers.callerOf(request)
      if (!caller.ok) return settle(reply, caller)
      return settle(reply, success({ invitations: [...parts.inboxes.of(caller.value.person.id)] }))
    },
  )
  routes.post(
    '/invitations/:room/decline',
    {
      schema: signedInRoute({
        tags,
        summary: 'Declines an invitation; one may still come after all.',
        params: roomParams,
        response: { 204: nothing, ...refusals },
      }),
    },
    async (request, reply) => {
      const caller = await parts.callers.callerOf(request)
      if (!caller.ok) return settle(reply, caller)
      return settle(reply.code(204), decline(request.params.room, caller.value.person.id, parts))
    },
  )
}

async function decline(
  roomId: string,
  personId: string,
  { lobby, asker }: RestParts,
): Promise<Result<undefined, Refusal>> {
  const room = lobby.byId(roomId)
  const invitation = room?.state().invitations.find((it) => it.personId === personId)
  if (room === null || invitation === undefined) return refusal('no-such-room')
  if (invitation.status !== 'invited') return refusal('nothing-pending')
  const done = await asker.ask(room, (requestId) => ({ kind: 'decline', requestId, personId }))
  return done.ok ? success(undefined) : done
}

type LinkRequest = LinkWish & { readonly server: string }

/** Whoever may invite may make a link; one that makes controllers is the host's. */
async function makeLink(
  { room, caller }: RoomRequest,
  { role, once, livesMs, server }: LinkRequest,
  { invitations }: RestParts,
): Promise<Result<z.infer<typeof linkSchema>, Refusal>> {
  const state = room.state()
  const roles = state.members
    .filter(({ person }) => person.id === caller.person.id)
    .map((member) => roleOf(state, member))
  const own =
    state.founderId === caller.person.id ? 'host' : (roles.find((it) => it !== 'viewer') ?? 'viewer')
  const may = permissionFor('invite', own, state.policy) === 'yes' && (role === 'viewer' || own === 'host')
  if (!may) return refusal('not-permitted')
  const { token, expiresInMs } = await invitations.sign({ roomId: room.id, role, once, livesMs })
  const target = { server: server.replace(/^http/, 'ws'), code: room.code, invitation: token }
  const webLink = formatWebLink(target)
  return success({ appLink: formatJoinLink(target), webLink, expiresInMs, qrSvg: renderSVG(webLink) })
}
