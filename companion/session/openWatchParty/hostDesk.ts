import type { PresenceReport } from '../../../protocol/member.ts'
import type { RoomPhase } from '../../../protocol/room.ts'
import type { Timeline } from '../../../protocol/timeline.ts'
import type { Cancel } from '../../../protocol/wire.ts'
import type { Clock } from '../../../sync/clock.ts'
import { commandOfHost, reportOfHost, type HostAction } from './partyHost.ts'

/** What only a host there does: it commands, and tells once a second where it is. */
export interface HostDesk {
  act(action: HostAction): void
  /** What the own player says: a host that is short of bytes pauses everyone and goes on by itself. */
  heard(presence: PresenceReport): void
  stop: Cancel
}

export interface HostDeskOptions {
  readonly clock: Clock
  readonly memberId: string
  timeline(): Timeline
  /** The server's clock. */
  nowMs(): number
  send(type: 'player_event' | 'state_update', payload: object): void
  moved(timeline: Timeline, phase: RoomPhase): void
}

/** Their web hosts report at this pace. */
const reportEveryMs = 1000
/** Seeks that come faster, as when somebody scrubs, are told as one. */
const seekEveryMs = 250
/** A stall shorter than this is not worth stopping everyone. */
const stallMs = 500
const steady: RoomPhase = { kind: 'steady' }

export function openHostDesk(options: HostDeskOptions): HostDesk {
  const { clock, memberId, timeline, nowMs, send, moved } = options
  let reporting: Cancel = () => {}
  let seeking: { pending: object | null; readonly cancel: Cancel } | null = null
  let stalling: Cancel | null = null
  let isHeld = false

  const report = () => {
    reporting()
    reporting = clock.after(reportEveryMs, reportIfPlaying)
    send('state_update', reportOfHost(timeline(), nowMs()))
  }
  const reportIfPlaying = () => {
    if (timeline().playing) return report()
    reporting = clock.after(reportEveryMs, reportIfPlaying)
  }
  const tellSeek = (payload: object) => {
    if (seeking !== null) return void (seeking.pending = payload)
    send('player_event', payload)
    const cancel = clock.after(seekEveryMs, () => {
      const pending = seeking?.pending ?? null
      seeking = null
      if (pending !== null) tellSeek(pending)
    })
    seeking = { pending: null, cancel }
  }
  const act = (action: HostAction) => {
    const command = commandOfHost(action, timeline(), nowMs())
    if (command === null) return
    isHeld = false
    moved(command.timeline, steady)
    if (action.kind === 'seek') return tellSeek(command.payload)
    send('player_event', command.payload)
    report()
  }
  const hold = () => {
    stalling = null
    const stopped = commandOfHost({ kind: 'pause', positionMs: null }, timeline(), nowMs())
    if (stopped === null) return
    isHeld = true
    const deadlineMs = nowMs() + 60_000
    moved(stopped.timeline, {
      kind: 'waiting',
      why: 'stall',
      waitingFor: [memberId],
      deadlineMs,
      thenPlay: true,
    })
    send('player_event', { ...stopped.payload, action: 'buffering' })
  }
  reportIfPlaying()
  return {
    act,
    heard: ({ buffering, readyRevision }) => {
      if (!buffering) {
        stalling?.()
        stalling = null
        if (isHeld && readyRevision === timeline().revision) act({ kind: 'play' })
      } else if (stalling === null && timeline().playing) stalling = clock.after(stallMs, hold)
    },
    stop: () => {
      reporting()
      seeking?.cancel()
      stalling?.()
    },
  }
}
