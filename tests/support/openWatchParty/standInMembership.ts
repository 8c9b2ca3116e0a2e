import { randomUUID } from 'node:crypto'
import { membersAtMost, type StandInRoom } from './standInRoom.ts'
import type { Client, Json, World } from './standInWorld.ts'

export function create(client: Client, payload: Json): void {
  const { world } = client
  if (!client.isKnown) return world.fail(client, ['AUTHENTICATION_REQUIRED', 'Authentication required'])
  if (typeof payload['user_name'] === 'string') client.name = payload['user_name']
  const former = client.room
  if (former?.hostId === client.id) close(world, former, 'Host started a new room')
  else if (former !== null && world.traits.isStrict) leave(client)
  const { start_pos: start, media_id: media } = payload
  const mediaId = typeof media === 'string' && /^[0-9a-fA-F]{32}$/.test(media) ? media : null
  const room: StandInRoom = {
    ...{ id: randomUUID(), name: world.traits.roomName(client.name), mediaId, hostId: client.id },
    ...{ memberIds: [client.id], ready: new Set([client.id]), statuses: new Map<string, string>() },
    ...{ position: typeof start === 'number' ? start : 0, playState: 'paused' as const },
    ...{ stateTs: world.nowTs(), targetTs: null, lastUpdateTs: 0, cooldownUntilTs: 0, pendingPlay: null },
  }
  world.rooms.set(room.id, room)
  client.room = room
  sendRoomState(client, room)
  tellParticipants(world, room)
  world.broadcastRoomList()
}

export function join(client: Client, roomId: string, payload: Json): void {
  const { world } = client
  if (!client.isKnown) return world.fail(client, ['AUTHENTICATION_REQUIRED', 'Authentication required'])
  if (typeof payload['user_name'] === 'string') client.name = payload['user_name']
  const room = world.rooms.get(roomId)
  if (room === undefined) {
    if (world.traits.isStrict) world.fail(client, ['ROOM_NOT_FOUND', 'Room not found'], { room: roomId })
    return
  }
  const isMember = room.memberIds.includes(client.id)
  if (!isMember && room.memberIds.length >= membersAtMost) {
    return world.fail(client, ['ROOM_FULL', 'Room is full'], { room: room.id })
  }
  if (!isMember) {
    if (client.room !== null && world.traits.isStrict) leave(client)
    room.memberIds.push(client.id)
  }
  room.ready.delete(client.id)
  client.room = room
  sendRoomState(client, room)
  const count = { participant_count: room.memberIds.length }
  if (!isMember) world.tellRoom(room, ['participants_update', count], { not: client })
  tellParticipants(world, room)
}

export function leaveRoom(client: Client): void {
  const { world } = client
  if (client.room === null) {
    if (world.traits.isStrict) return world.fail(client, ['NOT_IN_ROOM', 'Client is not in a room'])
    return world.broadcastRoomList()
  }
  leave(client)
  world.broadcastRoomList()
}

export function leave(client: Client): void {
  const { world } = client
  const { room } = client
  client.room = null
  if (room === null) return
  room.memberIds.splice(room.memberIds.indexOf(client.id), 1)
  room.ready.delete(client.id)
  if (room.hostId === client.id) return passOn(world, room, client)
  world.tellRoom(room, ['client_left', { participant_count: room.memberIds.length }], { client: client.id })
  tellParticipants(world, room)
}

/** The earliest member that can take the role over has it; without one the room is over. */
function passOn(world: World, room: StandInRoom, former: Client): void {
  const heir = world.traits.hasParticipants
    ? world.membersOf(room).find((member) => member.features.has('host_transfer'))
    : undefined
  if (heir === undefined) return close(world, room, 'Host left the room')
  room.hostId = heir.id
  world.tellRoom(room, ['client_left', { participant_count: room.memberIds.length }], { client: former.id })
  world.tellRoom(room, ['host_changed', { host_id: heir.id, host_name: heir.name }])
  tellParticipants(world, room)
}

export function close(world: World, room: StandInRoom, reason: string): void {
  room.pendingPlay?.cancel()
  world.rooms.delete(room.id)
  world.tellRoom(room, ['room_closed', { reason }])
  for (const member of world.membersOf(room)) member.room = null
}

function sendRoomState(client: Client, room: StandInRoom): void {
  const { world } = client
  const stamps = { state_server_ts: room.stateTs, target_server_ts: room.targetTs }
  const payload = {
    ...{ name: room.name, host_id: room.hostId, participant_count: room.memberIds.length },
    ...{ media_id: room.mediaId, state: { position: room.position, play_state: room.playState } },
    ...(world.traits.isStrict ? stamps : {}),
  }
  world.say(client, ['room_state', payload], { room: room.id, client: client.id })
}

function tellParticipants(world: World, room: StandInRoom): void {
  if (!world.traits.hasParticipants) return
  const participants = world.membersOf(room).map(({ id, name }) => ({ name, is_host: id === room.hostId }))
  world.tellRoom(room, ['participant_list', { participants }])
  tellStatuses(world, room)
}

export function tellStatuses(world: World, room: StandInRoom): void {
  const statuses = room.memberIds.map((id) => room.statuses.get(id) ?? null)
  world.tellRoom(room, ['participant_statuses', { statuses }])
}

export function setStatus(client: Client, payload: Json): void {
  const { world } = client
  if (!world.traits.hasParticipants) return world.fail(client, ['', 'Unknown message type'])
  const { status } = payload
  if (client.room === null || typeof status !== 'string') return
  client.room.statuses.set(client.id, status)
  tellStatuses(world, client.room)
}
