import type { PlayerEvent } from '../../adapters/player.ts'
import type { Clock } from '../../sync/clock.ts'
import { expectEcho, judge, type Expectation, type ExpectationList, type Heard } from '../../sync/intent.ts'
import { expectedAt, type Course } from './course.ts'
import type { Situation } from './plan.ts'
import { stoodAt } from './gathering.ts'
import { tellFrom, type Wish } from './wish.ts'

/**
 * How late the player may repeat our own commands. What outlives its echo could swallow a wish, so it is short where
 * players answer at once; a seek in a transcode restarts the server's encoder.
 */
const echoWithinMs: Readonly<Record<Expectation['property'], number>> = {
  paused: 1000,
  rate: 1000,
  seek: 30_000,
}

/** What the follower knows when it hears something. */
export interface HearingContext extends Course, Pick<Situation, 'nowMs' | 'stance' | 'hold'> {
  /** The rate that the player was last told. */
  readonly toldRate: number
}

/** Tells the viewer's doings from the echoes of our own commands, with the memory that this takes. */
export interface PlayerEar {
  /** To be called right before the command, because the echo may come before its answer. */
  expect(property: Expectation['property'], value: boolean | number | null): void
  /** The wish behind an event; null when it is an echo, the player's own doing, or nothing to ask the room for. */
  hear(event: PlayerEvent, context: HearingContext): Wish | null
  isBuffering(): boolean
}

export function createPlayerEar(clock: Clock): PlayerEar {
  let list: ExpectationList = []
  let buffering = false
  let ended = false
  let lastPositionMs = 0

  const understand = (heard: Heard, context: HearingContext): Wish | null => {
    const { nowMs, stance, hold, track, toldRate } = context
    const known = expectedAt(context, nowMs)
    const expected = tellFrom({ expected: known, stance, hold, coming: track?.current })
    const judged = judge(list, heard, {
      nowMs,
      expectedPlaying: expected?.playing ?? false,
      expectedPositionMs: expected?.positionMs ?? lastPositionMs,
      standsAtMs: known?.playing === false ? stoodAt({ stance, hold }) : null,
      expectedRate: toldRate,
      buffering,
      ended,
      mediaChanging: expected === null,
    })
    list = judged.list
    const { intent } = judged
    return intent.kind === 'echo' || intent.kind === 'artefact' ? null : intent
  }
  const hear = (event: PlayerEvent, context: HearingContext): Wish | null => {
    switch (event.kind) {
      case 'paused':
      case 'rate':
        return understand(event, context)
      case 'sought':
        ended = false
        lastPositionMs = event.positionMs
        return understand(event, context)
      case 'ended':
        ended = true
        return null
      case 'buffering':
        buffering = event.buffering
        return null
      case 'seeking':
      case 'foreign-media':
      case 'stream-failed':
      case 'volume':
      case 'tracks':
      case 'option-dropped':
      case 'impaired':
      case 'restored':
      case 'audio-device':
      case 'gone':
        return null
    }
  }
  return {
    expect: (property, value) => {
      const deadlineMs = clock.nowMs() + echoWithinMs[property]
      list = expectEcho(list, { property, value, deadlineMs })
    },
    hear,
    isBuffering: () => buffering,
  }
}
