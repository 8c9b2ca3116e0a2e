import type { RateCapability } from '../../adapters/player.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { TimelineTrack } from '../../sync/timeline.ts'
import type { Expected } from './course.ts'
import { behindMs, catchUpSpeed, caughtUpAtMs, goBack, goesOn, type Replay } from './replay.ts'

export interface ReplayingParts {
  /** What the room does now; null while nobody knows. */
  room(): Expected | null
  rate(): RateCapability | null
  /** Whether the player is left to the follower at the moment. */
  isOurs(): boolean
  /** The player has to be placed anew: to where it should be now, moving on does not lead. */
  leap(): void
}

/** The replay of the moment, if there is one, and when it is over. */
export interface Replaying {
  replay(): Replay | null
  /** 0 = not behind. */
  behindMs(): number
  /** Goes back this far, or further back; refused where the room stands still. */
  goBack(byMs: number): Result<void, Problem>
  /** Back to where the room is; nothing to do when that is where the viewer is. */
  end(): void
  /** Time went by: what has been caught up with is over, by itself or, where speed could not do it, by a leap. */
  moveOn(): void
  /** The room was told anew: one that jumped takes the viewer along. */
  hear(former: TimelineTrack | null, next: TimelineTrack): void
}

export function createReplaying({ room, rate, isOurs, leap }: ReplayingParts): Replaying {
  let replay: Replay | null = null
  const end = () => {
    if (replay === null) return
    replay = null
    leap()
  }
  const fastestSpeed = (roomRate: number) => {
    const range = rate()
    return range !== null && roomRate * catchUpSpeed <= range.maximum ? catchUpSpeed : 1
  }
  return {
    replay: () => replay,
    behindMs: () => {
      const now = room()
      return now === null ? 0 : behindMs(replay, now.positionMs)
    },
    goBack: (byMs) => {
      const now = room()
      if (now === null || !now.playing || !isOurs()) return failure(nothingToReplay)
      replay = goBack({ replay, roomMs: now.positionMs, byMs, speed: fastestSpeed(now.rate) })
      leap()
      return success(undefined)
    },
    end,
    moveOn: () => {
      const now = replay === null ? null : room()
      if (replay === null || now === null || now.positionMs < caughtUpAtMs(replay)) return
      if (replay.speed === 1) end()
      else replay = null
    },
    hear: (former, next) => {
      if (former !== null && !goesOn(former.current, next.current)) end()
    },
  }
}

const nothingToReplay: Problem = {
  code: 'nothing-to-replay',
  sentence: 'There is nothing to see again by yourself while the room stands still.',
  nextStep: 'Try again while it plays, or go back for everyone.',
}
