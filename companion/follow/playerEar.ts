import type { PlayerEvent } from '../../adapters/player.ts'
import type { Clock } from '../../sync/clock.ts'
import { expectEcho, judge, type Expectation, type ExpectationList, type Heard } from '../../sync/intent.ts'
import type { Expected } from './course.ts'
import type { Wish } from './wish.ts'

/**
 * How late the player may repeat our own commands. What outlives its echo could swallow a wish, so it is short where
 * players answer at once; a seek in a transcode restarts the server's encoder.
 */
const echoWithinMs: Readonly<Record<Expectation['property'], number>> = {
  paused: 1000,
  rate: 1000,
  seek: 30_000,
}

export interface HearingContext {
  /** What the room expects of the player now, null while that is unknown. */
  readonly expected: Expected | null
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

  const understand = (heard: Heard, { expected, toldRate }: HearingContext): Wish | null => {
    const judged = judge(list, heard, {
      nowMs: clock.nowMs(),
      expectedPlaying: expected?.playing ?? false,
      expectedPositionMs: expected?.positionMs ?? lastPositionMs,
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
