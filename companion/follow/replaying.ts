import type { RateCapability } from '../../adapters/player.ts'
import type { Problem } from '../../protocol/problem.ts'
import type { TimelineTrack } from '../../sync/timeline.ts'
import type { Expected } from './course.ts'
import { behindMs, catchUpSpeed, caughtUpAtMs, goBack, goesOn, type Replay } from './replay.ts'

/** The replay of the moment, if there is one, and when it is over. */
export interface Replaying {
  replay(): Replay | null
  /** 0 = not behind. */
  behindMs(room: Expected | null): number
  goBack(room: Expected, byMs: number, rate: RateCapability | null): void
  /** False when there was nothing to end. */
  end(): boolean
  /** The room has moved on: what is caught up with is over, by itself or, where speed could not do it, by a jump. */
  moveOn(room: Expected | null): 'goes-on' | 'jumps'
  /** The room was told anew: one that jumped takes the viewer along. */
  hearsOf(former: TimelineTrack | null, next: TimelineTrack): 'goes-on' | 'ends'
}

export function createReplaying(): Replaying {
  let replay: Replay | null = null
  const end = (): boolean => {
    const wasBehind = replay !== null
    replay = null
    return wasBehind
  }
  return {
    replay: () => replay,
    behindMs: (room) => (room === null ? 0 : behindMs(replay, room.positionMs)),
    goBack: ({ positionMs: roomMs, rate: roomRate }, byMs, rate) => {
      const isFastEnough = rate !== null && roomRate * catchUpSpeed <= rate.maximum
      replay = goBack({ replay, roomMs, byMs, speed: isFastEnough ? catchUpSpeed : 1 })
    },
    end,
    moveOn: (room) => {
      if (replay === null || room === null || room.positionMs < caughtUpAtMs(replay)) return 'goes-on'
      const jumps = replay.speed === 1
      replay = null
      return jumps ? 'jumps' : 'goes-on'
    },
    hearsOf: (former, next) => {
      const isSame = former === null || goesOn(former.current, next.current)
      return !isSame && end() ? 'ends' : 'goes-on'
    },
  }
}

export const nothingToReplay: Problem = {
  code: 'nothing-to-replay',
  sentence: 'The room stands still, so there is nothing to see again by yourself.',
  nextStep: 'Try again while it plays, or go back for everyone.',
}
