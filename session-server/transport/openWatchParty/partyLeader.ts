import type { ClientFrameOf } from '../../../protocol/openWatchParty/clientFrames.ts'
import { emptyAnchorWindow, judgeReport } from '../../../sync/anchoring.ts'
import { dateReport, undatedReports } from '../../../sync/reportDating.ts'
import { positionAt } from '../../../sync/timeline.ts'
import type { LeadingMove } from '../../room/input.ts'
import { willPlay, type Room } from '../../room/room.ts'
import { partyTimes, standingElsewhereMs } from './partyLimits.ts'

/** What a host in a browser does and says becomes the room's: its player can neither be moved nor held. */
export interface PartyLeader {
  command(frame: ClientFrameOf<'player_event'>, room: Room, nowMs: number): LeadingMove
  /** Null while there is nothing to change. */
  report(frame: ClientFrameOf<'state_update'>, room: Room, nowMs: number): LeadingMove | null
  /** Somebody else moved the room: until the leader's player has obeyed, what it reports is what was before. */
  overruled(untilMs: number): void
}

export function createPartyLeader(): PartyLeader {
  let dating = undatedReports
  let window = emptyAnchorWindow
  let deafUntilMs = -Infinity

  const dated = (ts: number | undefined, nowMs: number): number => {
    const report = dateReport(dating, { sentAtMs: ts ?? nowMs, receivedAtMs: nowMs })
    dating = report.dating
    return report.atMs
  }
  const begin = (move: LeadingMove): LeadingMove => {
    window = emptyAnchorWindow
    return move
  }
  return {
    command: (frame, room, nowMs) => {
      const { action, position, play_state: playState } = frame.payload
      const atMs = dated(frame.ts, nowMs)
      const positionMs = position === undefined ? positionAt(room.timeline, nowMs) : position * 1000
      deafUntilMs = -Infinity
      switch (action) {
        case 'play':
          return begin({ did: 'played', positionMs, atMs, playing: true })
        case 'pause':
          return begin({ did: 'paused', positionMs, atMs, playing: false })
        case 'buffering':
          return begin({ did: 'stalled', positionMs, atMs, playing: false })
        case 'seek': {
          const playing = playState === undefined ? willPlay(room) : playState === 'playing'
          return begin({ did: 'sought', positionMs, atMs, playing })
        }
      }
    },
    report: (frame, room, nowMs) => {
      const atMs = dated(frame.ts, nowMs)
      const { position, play_state: playState } = frame.payload
      const { timeline } = room
      const positionMs = position * 1000
      const playing = playState === 'playing'
      if (nowMs < deafUntilMs) return null
      if (playing !== willPlay(room)) {
        return begin({ did: playing ? 'played' : 'paused', positionMs, atMs, playing })
      }
      if (!timeline.playing) {
        const isElsewhere = !playing && Math.abs(positionMs - timeline.positionMs) > standingElsewhereMs
        return isElsewhere ? begin({ did: 'sought', positionMs, atMs, playing }) : null
      }
      if (nowMs < timeline.atMs + partyTimes.cooldownMs) return null
      const judged = judgeReport(window, timeline, { positionMs, atMs })
      window = judged.window
      if (judged.moveByMs === null) return null
      return { did: null, positionMs: positionAt(timeline, nowMs) + judged.moveByMs, atMs: nowMs, playing }
    },
    overruled: (untilMs) => {
      deafUntilMs = untilMs
      window = emptyAnchorWindow
    },
  }
}
