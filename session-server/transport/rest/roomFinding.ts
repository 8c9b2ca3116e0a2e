import type { FastifyRequest } from 'fastify'
import { success, type Result } from '../../../protocol/result.ts'
import type { LiveRoom } from '../../host/liveRoom.ts'
import type { Standing } from '../../identity/gatekeeper.ts'
import { refusal, type Refusal } from './envelope.ts'
import type { RestParts } from './restParts.ts'
import { maySee } from './roomViews.ts'

/** Who asks, and about which room. */
export interface RoomRequest {
  readonly caller: Standing
  readonly room: LiveRoom
}

/** The room that a request is about, by its id or its code, if whoever asks may know of it. */
export async function roomRequest(
  request: FastifyRequest,
  name: string,
  { callers, lobby }: RestParts,
): Promise<Result<RoomRequest, Refusal>> {
  const caller = await callers.callerOf(request)
  if (!caller.ok) return caller
  const room = lobby.byId(name) ?? lobby.byCode(name)
  if (room === null || room.state().life.kind === 'ended') return refusal('no-such-room')
  if (!maySee(room.state(), caller.value.person.id)) return refusal('not-invited')
  return success({ caller: caller.value, room })
}

/** The same for what only people of the room may know or do. */
export async function insideRequest(
  request: FastifyRequest,
  name: string,
  parts: RestParts,
): Promise<Result<RoomRequest, Refusal>> {
  const asked = await roomRequest(request, name, parts)
  if (!asked.ok) return asked
  const { caller, room } = asked.value
  const isThere = room.state().members.some(({ person }) => person.id === caller.person.id)
  return isThere || room.state().founderId === caller.person.id ? asked : refusal('not-in-a-room')
}
