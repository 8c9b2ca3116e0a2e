import { tellStatuses } from './standInMembership.ts'
import { isPassedOn, noteCommand, schedules, type StandInRoom } from './standInRoom.ts'
import type { Client, Json, Received, World } from './standInWorld.ts'

export function playerEvent(client: Client, roomId: string, { message, payload }: Received): void {
  const { world } = client
  const room = roomForPlayback(client, roomId)
  if (room === null) return
  if (client.id !== room.hostId) {
    const sentence = 'Only the room host can control playback'
    if (world.traits.isStrict) world.fail(client, ['HOST_PERMISSION_REQUIRED', sentence])
    return
  }
  if (world.traits.isStrict && !isStrictPlayback(payload)) {
    return world.fail(client, ['INVALID_PLAYBACK_PAYLOAD', 'Invalid playback payload'])
  }
  const nowTs = world.nowTs()
  if (typeof payload['position'] === 'number') room.position = payload['position']
  room.stateTs = nowTs
  const isPlay = payload['action'] === 'play'
  const waits = isPlay && world.traits.waitsForReady && !everyoneIsReady(room)
  if (room.pendingPlay !== null && !waits) {
    room.pendingPlay.position = room.position
    if (payload['action'] === 'pause') cancelPending(room)
  }
  if (waits) return armPending(world, room)
  relay(room, client, { message, payload })
}

function relay(room: StandInRoom, client: Client, { message, payload }: Received): void {
  const { world } = client
  const { action } = payload
  const nowTs = world.nowTs()
  const { waitsForReady, stampsTheTarget, isStrict, hasParticipants } = world.traits
  const isPlay = action === 'play'
  const targetTs = nowTs + (isPlay && waitsForReady ? schedules.playMs : schedules.controlMs)
  if (isPlay) room.playState = 'playing'
  const pauses = action === 'pause' || (action === 'buffering' && waitsForReady)
  if (pauses) room.playState = 'paused'
  noteCommand(room, nowTs, isStrict ? targetTs : null)
  room.targetTs = targetTs
  const { position, playState } = room
  const canonical = { action, position, play_state: playState, target_server_ts: targetTs }
  const told = isStrict ? canonical : { ...payload, target_server_ts: targetTs }
  const ts = isStrict ? nowTs : message['ts']
  const stamps = { ts, server_ts: stampsTheTarget ? targetTs : nowTs, client: client.id, not: client }
  world.tellRoom(room, ['player_event', told], stamps)
  if (hasParticipants) tellStatuses(world, room)
}

function armPending(world: World, room: StandInRoom): void {
  cancelPending(room)
  const cancel = world.clock.after(schedules.readyWaitMs, () => firePending(world, room))
  room.pendingPlay = { position: room.position, sinceTs: world.nowTs(), cancel }
}

function cancelPending(room: StandInRoom): void {
  room.pendingPlay?.cancel()
  room.pendingPlay = null
}

function firePending(world: World, room: StandInRoom): void {
  const pending = room.pendingPlay
  if (pending === null) return
  cancelPending(room)
  const nowTs = world.nowTs()
  const targetTs = nowTs + schedules.playMs
  room.playState = 'playing'
  room.position = pending.position
  room.targetTs = targetTs
  noteCommand(room, nowTs, world.traits.isStrict ? targetTs : null)
  const basic = { action: 'play', position: pending.position, target_server_ts: targetTs }
  if (!world.traits.isStrict)
    return world.tellRoom(room, ['player_event', basic], { ts: nowTs, server_ts: targetTs })
  const stamps = { client: room.hostId, server_ts: pending.sinceTs }
  world.tellRoom(room, ['player_event', { ...basic, play_state: 'playing' }], stamps)
}

export function stateUpdate(client: Client, roomId: string, { message, payload }: Received): void {
  const { world } = client
  const room = roomForPlayback(client, roomId)
  if (room === null || client.id !== room.hostId) return
  const { position, play_state: playState } = payload
  const keys = Object.keys(payload).toSorted().join()
  if (typeof position !== 'number' || (playState !== 'playing' && playState !== 'paused')) return
  if (world.traits.isStrict && keys !== 'play_state,position') {
    return world.fail(client, ['INVALID_PLAYBACK_PAYLOAD', 'Invalid playback payload'])
  }
  const nowTs = world.nowTs()
  if (!isPassedOn(room, { position, play_state: playState }, nowTs)) return
  room.position = position
  room.playState = playState
  room.lastUpdateTs = nowTs
  room.stateTs = nowTs
  room.targetTs = null
  const ts = world.traits.isStrict ? nowTs : message['ts']
  world.tellRoom(room, ['state_update', payload], { ts, client: client.id, not: client })
}

function roomForPlayback(client: Client, roomId: string): StandInRoom | null {
  const { world } = client
  const room = world.rooms.get(roomId)
  if (room !== undefined && client.room === room) return room
  if (!world.traits.isStrict) return null
  if (roomId === '') world.fail(client, ['ROOM_ID_REQUIRED', 'Room ID is required for playback'])
  else if (room === undefined) world.fail(client, ['ROOM_NOT_FOUND', 'Room not found'])
  else world.fail(client, ['NOT_ROOM_MEMBER', 'Client is not a member of this room'])
  return null
}

export function ready(client: Client, roomId: string): void {
  const { world } = client
  const room = world.rooms.get(roomId)
  if (room === undefined || client.room !== room) {
    if (world.traits.isStrict) world.fail(client, ['NOT_ROOM_MEMBER', 'Client is not a member of this room'])
    return
  }
  room.ready.add(client.id)
  if (everyoneIsReady(room)) firePending(world, room)
}

function everyoneIsReady(room: StandInRoom): boolean {
  return room.memberIds.every((id) => room.ready.has(id))
}

export function chat(client: Client, roomId: string, { text }: Json): void {
  const { world } = client
  const room = world.rooms.get(roomId)
  if (room === undefined || client.room !== room) {
    if (world.traits.isStrict) world.fail(client, ['NOT_ROOM_MEMBER', 'Client is not a member of this room'])
    return
  }
  if (typeof text !== 'string' || text === '') {
    return world.fail(client, ['CHAT_MESSAGE_EMPTY', 'Chat message cannot be empty'])
  }
  const length = world.generation < 4 ? Buffer.byteLength(text) : [...text].length
  if (length > 500) {
    return world.fail(client, ['CHAT_MESSAGE_TOO_LONG', 'Chat message too long (max 500 characters)'])
  }
  world.tellRoom(room, ['chat_message', { username: client.name, text }], { client: client.id })
}

function isStrictPlayback(payload: Json): boolean {
  const keys = Object.keys(payload)
  const actions = ['play', 'pause', 'seek', 'buffering']
  const isKnown = keys.every((key) => ['action', 'position', 'play_state'].includes(key))
  const hasPlace = payload['action'] !== 'seek' || typeof payload['position'] === 'number'
  return isKnown && hasPlace && actions.includes(String(payload['action']))
}
