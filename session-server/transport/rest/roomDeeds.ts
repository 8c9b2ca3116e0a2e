import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type {
  joinRequestSchema,
  openedRoomSchema,
  openingSchema,
  placeSchema,
  roomChangeSchema,
} from '../../../protocol/restRooms.ts'
import { success, type Result } from '../../../protocol/result.ts'
import { hashPassword } from '../../host/passwords.ts'
import type { LiveRoom } from '../../host/liveRoom.ts'
import { visibleRoom } from '../../host/visibleText.ts'
import type { Actor, RoomDeed } from '../../room/input.ts'
import { memberOf, roleOf } from '../../room/room.ts'
import type { Standing } from '../../identity/gatekeeper.ts'
import { refusal, type Refusal } from './envelope.ts'
import { inviteesOf } from './invitees.ts'
import type { RestParts } from './restParts.ts'
import type { JoinWish } from './roomAsker.ts'
import type { RoomRequest } from './roomFinding.ts'
import { detailed } from './roomViews.ts'

export async function openRoom(
  caller: Standing,
  opening: z.infer<typeof openingSchema>,
  parts: RestParts,
): Promise<Result<z.infer<typeof openedRoomSchema>, Refusal>> {
  const { person } = caller
  const mayGoOn = await parts.creations.take(person.id)
  if (!mayGoOn.ok) return mayGoOn
  const people = inviteesOf(caller, opening.invitations)
  if (!people.ok) return people
  const password = opening.password?.trim() ?? ''
  const hashed = password === '' ? success(null) : await hashPassword(password)
  if (!hashed.ok) return refusal(hashed.problem)
  const opened = parts.lobby.create({ ...opening, passwordHash: hashed.value, founderId: person.id })
  if (!opened.ok) return refusal(opened.problem)
  const room = opened.value
  if (people.value.length > 0) {
    const invited = await govern({ room, caller }, { kind: 'invite', people: [...people.value] }, parts)
    if (!invited.ok) return invited
  }
  const place = await placeIn(room, { person, password: null, invitation: null, address: '' }, parts)
  if (!place.ok) return place
  const view = { isInside: true, nowMs: parts.clock.nowMs() }
  return success({ room: detailed(room.state(), view), place: place.value })
}

/** The checks come in an order that tells nobody more than they may know: how often, whether it is there, its doors. */
export async function joinRoom(
  request: FastifyRequest,
  { name, password, invitation }: z.infer<typeof joinRequestSchema> & { readonly name: string },
  parts: RestParts,
): Promise<Result<z.infer<typeof placeSchema>, Refusal>> {
  const caller = await parts.callers.callerOf(request)
  if (!caller.ok) return caller
  const { person } = caller.value
  const mayGoOn = await parts.joins.take(`${name}:${person.id}`)
  if (!mayGoOn.ok) return mayGoOn
  const room = parts.lobby.byId(name) ?? parts.lobby.byCode(name)
  if (room === null) return refusal('no-such-room')
  return placeIn(room, { person, password, invitation, address: request.ip }, parts)
}

async function placeIn(
  room: LiveRoom,
  wish: JoinWish,
  { asker }: RestParts,
): Promise<Result<z.infer<typeof placeSchema>, Refusal>> {
  const place = await asker.join(room, wish)
  if (!place.ok) return place
  const member = memberOf(room.state(), place.value.memberId)
  if (member === undefined) return refusal('no-such-room')
  return success({ roomId: room.id, role: roleOf(room.state(), member), ...place.value })
}

export async function leaveRoom(
  { room, caller }: RoomRequest,
  { asker }: RestParts,
): Promise<Result<undefined, Refusal>> {
  const theirs = room.state().members.filter(({ person }) => person.id === caller.person.id)
  if (theirs.length === 0) return refusal('not-in-a-room')
  for (const { id: memberId } of theirs) {
    const left = await asker.ask(room, (requestId) => ({ kind: 'leave', requestId, memberId }))
    if (!left.ok) return left
  }
  return success(undefined)
}

export const endRoom = (asked: RoomRequest, parts: RestParts) => govern(asked, { kind: 'end' }, parts)

/** One change after the other; the first that is refused is the last that is tried. */
export async function changeRoom(
  asked: RoomRequest,
  change: z.infer<typeof roomChangeSchema>,
  parts: RestParts,
): Promise<Result<undefined, Refusal>> {
  const deeds = await deedsOf(change)
  if (!deeds.ok) return deeds
  for (const deed of deeds.value) {
    const done = await govern(asked, deed, parts)
    if (!done.ok) return done
  }
  return success(undefined)
}

async function deedsOf(
  change: z.infer<typeof roomChangeSchema>,
): Promise<Result<readonly RoomDeed[], Refusal>> {
  const { name, policy, password, isLocked: locked, expiresInMs } = change
  const wanted = password?.trim() ?? ''
  const hashed = wanted === '' ? success(null) : await hashPassword(wanted)
  if (!hashed.ok) return refusal(hashed.problem)
  return success([
    ...(policy === undefined ? [] : [{ kind: 'change-policy', policy } as const]),
    ...(password === undefined ? [] : [{ kind: 'set-password', passwordHash: hashed.value } as const]),
    ...(locked === undefined ? [] : [{ kind: 'lock', locked } as const]),
    ...(expiresInMs === undefined ? [] : [{ kind: 'set-expiry', expiresInMs } as const]),
    ...(name === undefined ? [] : [{ kind: 'rename', name: visibleRoom(name) } as const]),
  ])
}

/** Does something about a room as the person who asks; the room decides whether they may. */
export const govern = ({ room, caller }: RoomRequest, deed: RoomDeed, parts: RestParts) =>
  governAs({ kind: 'person', person: caller.person }, room, { deed, parts })

/** The same as somebody else: whoever runs the server may do everything. */
export async function governAs(
  by: Actor,
  room: LiveRoom,
  { deed, parts }: { readonly deed: RoomDeed; readonly parts: RestParts },
): Promise<Result<undefined, Refusal>> {
  const done = await parts.asker.ask(room, (requestId) => ({ kind: 'govern', requestId, by, deed }))
  return done.ok ? success(undefined) : done
}
