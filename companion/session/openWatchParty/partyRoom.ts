import { chatTextLimit } from '../../../protocol/chat.ts'
import type { RoomEvent } from '../../../protocol/event.ts'
import type { Media } from '../../../protocol/media.ts'
import type { PresenceReport } from '../../../protocol/member.ts'
import type { ServerFrame, ServerFrameOf } from '../../../protocol/openWatchParty/serverFrames.ts'
import { defaultPolicy } from '../../../protocol/policy.ts'
import { plainRoom, type RoomView } from '../../../protocol/room.ts'
import type { Timeline } from '../../../protocol/timeline.ts'
import { emptyAnchorWindow, judgeReport, type AnchorWindow } from '../../../sync/anchoring.ts'
import { dateReport, undatedReports, type ReportDating } from '../../../sync/reportDating.ts'
import { positionAt } from '../../../sync/timeline.ts'
import type { RoomMessage } from '../roomSession.ts'
import { membersOf, type Standing } from './partyMembers.ts'
import { inMs, timelineOfEvent, timelineOfState } from './partyTimeline.ts'

/** A room on an OpenWatchParty server as somebody in it knows it. Instants are by the server's clock. */
export interface PartyRoom extends Standing {
  readonly id: string
  readonly name: string
  readonly media: Media
  readonly timeline: Timeline
  /** Whether everyone may play and pause, because host and server let them. */
  readonly isShared: boolean
  readonly linesSaid: number
  /** How the host's reports lie around the timeline. */
  readonly window: AnchorWindow
  readonly dating: ReportDating
}

export interface Arrival {
  readonly me: string
  readonly myName: string
  readonly media: Media
  readonly presence: PresenceReport
  /** The last revision that was told in this membership: what follows is newer. */
  readonly revision: number
}

export function enterParty(frame: ServerFrameOf<'room_state'>, arrival: Arrival): PartyRoom {
  const { me, myName, media, presence, revision } = arrival
  const { payload, room = '' } = frame
  return {
    ...{ id: room, name: payload.name, hostId: payload.host_id, media, me, myName, presence },
    timeline: { ...timelineOfState(frame), revision: revision + 1 },
    crowd: { count: payload.participant_count, names: null, statuses: [] },
    ...{ isShared: false, linesSaid: 0, window: emptyAnchorWindow, dating: undatedReports },
  }
}

/** The room in our words. Its code is its id: that is what others join by. */
export const roomViewOf = (room: PartyRoom): RoomView => ({
  ...plainRoom,
  id: room.id,
  code: room.id,
  name: room.name.trim().slice(0, 100) || 'A room',
  media: room.media,
  policy: policyOf(room),
  hostId: room.hostId,
  timeline: room.timeline,
  phase: { kind: 'steady' },
  members: membersOf(room),
})

/** Only the host moves the film there; where it is shared, everyone plays and pauses. */
const policyOf = ({ isShared }: PartyRoom): RoomView['policy'] => ({
  ...defaultPolicy,
  control: isShared ? 'controllers' : 'host',
  viewersMayPause: isShared,
  queueEditors: 'host',
  visibility: 'public',
  waitFor: 'everyone',
  pauseOnStall: false,
})

export interface Heard {
  readonly room: PartyRoom
  readonly messages: readonly RoomMessage[]
}

/** What a frame makes of the room, and what there is to tell about it. `nowMs` is the server's clock. */
export function hearFrame(room: PartyRoom, frame: ServerFrame, nowMs: number): Heard {
  // Frames of a room that was left may still be on their way.
  if (frame.room !== undefined && frame.room !== '' && frame.room !== room.id) return { room, messages: [] }
  switch (frame.type) {
    case 'participants_update':
      return changeCrowd(room, { count: frame.payload.participant_count })
    case 'client_left':
      return changeCrowd(room, { count: frame.payload?.participant_count ?? room.crowd.count - 1 })
    case 'participant_list': {
      const names = frame.payload.participants
      return changeCrowd(room, { count: names.length, names, statuses: [] })
    }
    case 'participant_statuses':
      return changeCrowd(room, { statuses: frame.payload.statuses })
    case 'host_changed':
      return changeHost(room, frame, nowMs)
    case 'room_capabilities':
      return share(room, frame.payload.features.includes('shared_playback_control'))
    case 'player_event':
      return hearCommand(room, frame, nowMs)
    case 'state_update':
      return hearReport(room, frame, nowMs)
    case 'chat_message':
      return hearLine(room, frame, nowMs)
    case 'client_hello':
    case 'auth_success':
    case 'room_list':
    case 'room_state':
    case 'room_closed':
    case 'pong':
    case 'error':
      return { room, messages: [] }
  }
}

const timelineMessage = (timeline: Timeline): RoomMessage => ({
  type: 'timeline',
  timeline,
  phase: { kind: 'steady' },
})

/** Everything about everyone, and who is no longer among them. */
export function membersMessage(before: PartyRoom, room: PartyRoom): RoomMessage {
  const changed = membersOf(room)
  const ids = new Set(changed.map(({ id }) => id))
  const gone = membersOf(before).flatMap(({ id }) => (ids.has(id) ? [] : [id]))
  return { type: 'members', changed, gone, hostId: room.hostId }
}

interface Occurrence {
  readonly what: RoomEvent['what']
  readonly atMs: number
  readonly memberId: string | null
  readonly amount?: number | undefined
}

function eventMessage(room: PartyRoom, occurrence: Occurrence): RoomMessage {
  const { what, atMs, memberId, amount = null } = occurrence
  const name = membersOf(room).find(({ id }) => id === memberId)?.name ?? null
  const event: RoomEvent = { atMs, memberId, name, what, amount, target: null, detail: null }
  return { type: 'event', event }
}

function changeCrowd(room: PartyRoom, change: Partial<PartyRoom['crowd']>): Heard {
  const changed = { ...room, crowd: { ...room.crowd, ...change } }
  return { room: changed, messages: [membersMessage(room, changed)] }
}

function changeHost(room: PartyRoom, { payload }: ServerFrameOf<'host_changed'>, nowMs: number): Heard {
  const names = room.crowd.names?.filter(({ is_host }) => !is_host) ?? null
  const marked = names?.map((entry) => ({ ...entry, is_host: entry.name === payload.host_name })) ?? null
  const changed = { ...room, hostId: payload.host_id, crowd: { ...room.crowd, names: marked } }
  const occurrence = { what: 'became-host', atMs: nowMs, memberId: payload.host_id } as const
  return {
    room: { ...changed, window: emptyAnchorWindow, dating: undatedReports },
    messages: [membersMessage(room, changed), eventMessage(changed, occurrence)],
  }
}

function share(room: PartyRoom, isShared: boolean): Heard {
  if (isShared === room.isShared) return { room, messages: [] }
  const changed = { ...room, isShared }
  const { name, policy, isLocked, hasPassword, expiresAtMs } = roomViewOf(changed)
  const settings = { name, policy, isLocked, hasPassword, expiresAtMs }
  return { room: changed, messages: [{ type: 'settings', settings }] }
}

const happenings = { play: 'played', pause: 'paused', seek: 'sought', buffering: 'stalled' } as const

function hearCommand(room: PartyRoom, frame: ServerFrameOf<'player_event'>, nowMs: number): Heard {
  // The host's own command comes back to it with a pending play, and where everyone may play and pause.
  const isOwn = room.me === room.hostId && (frame.client === undefined || frame.client === room.me)
  if (isOwn) return { room, messages: [] }
  const timeline = timelineOfEvent(frame, room.timeline)
  const changed = { ...room, timeline, window: emptyAnchorWindow }
  const { action } = frame.payload
  const memberId = frame.client === room.me ? room.me : room.hostId
  const amount = action === 'seek' ? timeline.positionMs : undefined
  const occurrence = { what: happenings[action], atMs: nowMs, memberId, amount }
  return { room: changed, messages: [timelineMessage(timeline), eventMessage(changed, occurrence)] }
}

/** A paused room that is told to be elsewhere by more than this is elsewhere; their own clients do not look closer. */
const pausedElsewhereMs = 1000

function hearReport(room: PartyRoom, frame: ServerFrameOf<'state_update'>, nowMs: number): Heard {
  if (room.me === room.hostId) return { room, messages: [] }
  const receivedAtMs = frame.server_ts ?? nowMs
  const { dating, atMs } = dateReport(room.dating, { sentAtMs: frame.ts ?? receivedAtMs, receivedAtMs })
  const positionMs = inMs(frame.payload.position)
  const playing = frame.payload.play_state === 'playing'
  const moved = (timeline: Omit<Timeline, 'revision'>): Heard => {
    const next = { ...timeline, revision: room.timeline.revision + 1 }
    const changed = { ...room, dating, window: emptyAnchorWindow, timeline: next }
    return { room: changed, messages: [timelineMessage(next)] }
  }
  if (playing !== room.timeline.playing) return moved({ positionMs, rate: 1, atMs, playing })
  if (!playing) {
    const isElsewhere = Math.abs(positionMs - room.timeline.positionMs) > pausedElsewhereMs
    return isElsewhere ? moved({ positionMs, rate: 1, atMs, playing }) : { room, messages: [] }
  }
  const { window, moveByMs } = judgeReport(room.window, room.timeline, { positionMs, atMs })
  if (moveByMs === null) return { room: { ...room, dating, window }, messages: [] }
  const shouldBeMs = Math.max(0, positionAt(room.timeline, nowMs) + moveByMs)
  return moved({ positionMs: shouldBeMs, rate: 1, atMs: Math.max(nowMs, room.timeline.atMs), playing })
}

function hearLine(room: PartyRoom, frame: ServerFrameOf<'chat_message'>, nowMs: number): Heard {
  const number = room.linesSaid + 1
  const { username, text } = frame.payload
  const name = username.slice(0, 64) || 'Somebody'
  // Counted as people count: an emoji is one, though it is two units of UTF-16.
  const said = Array.from(text).slice(0, chatTextLimit).join('') || '…'
  const line = { number, atMs: nowMs, memberId: frame.client ?? '', name, text: said }
  return { room: { ...room, linesSaid: number }, messages: [{ type: 'chat', lines: [line] }] }
}
