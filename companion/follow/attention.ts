import type { PlayerEvent } from '../../adapters/player.ts'
import type { Clock } from '../../sync/clock.ts'
import type { FollowerVoice } from './followerVoice.ts'
import { gatheredWish, gatherOn, gatherSeek } from './gathering.ts'
import type { PlayerHands } from './hands.ts'
import type { Hold, Situation } from './plan.ts'
import type { PlayerEar } from './playerEar.ts'
import { isFree, switched, type Posture } from './posture.ts'
import type { Sleeper } from './sleeper.ts'
import type { Steersman } from './steersman.ts'
import { askingFrom, grant, type Wish } from './wish.ts'

export interface AttentionParts {
  readonly clock: Clock
  readonly ear: PlayerEar
  readonly hands: PlayerHands
  readonly sleeper: Sleeper
  readonly steersman: Steersman
  readonly voice: FollowerVoice
  situation(): Situation
  take(posture: Posture): void
}

/** Hears what happens in the player, and asks the room for what its viewer wants. */
export interface Attention {
  hear(event: PlayerEvent): void
  /** Asks for the one place that all the seeks so far come to; false when there were none. */
  askGathered(): boolean
}

export function createAttention(parts: AttentionParts): Attention {
  const { clock, ear, hands, sleeper, steersman, voice, situation, take } = parts

  const hear = (event: PlayerEvent) => {
    if (event.kind === 'stream-failed') return voice.setTrouble(event.problem)
    const wish = ear.hear(event, { ...situation(), toldRate: hands.toldRate() })
    if (event.kind === 'paused') adopt(switched(situation(), event.paused))
    const { stance, hold } = situation()
    const gathering = gatherOn(hold, event, { wish, nowMs: clock.nowMs() })
    if (gathering !== hold) sleeper.wake()
    take({ stance, hold: gathering })
    if (wish !== null) return pursue(wish)
    if (event.kind !== 'buffering') return
    steersman.disturbed(clock.nowMs())
    voice.changed()
  }
  const adopt = (posture: Posture | null) => {
    if (posture === null) return
    take(posture)
    steersman.disturbed(clock.nowMs())
    sleeper.wake()
  }
  /** Seeks are gathered into one; whatever else the viewer does comes after those before it. */
  const pursue = (wish: Wish) => {
    if (isFree(situation())) return note(wish)
    if (wish.kind === 'wants-seek')
      return leaveAs(wish, gatherSeek(wish.positionMs, clock.nowMs(), situation()))
    askGathered()
    ask(wish)
  }
  const askGathered = (): boolean => {
    const gathered = gatheredWish(situation().hold)
    if (gathered !== null) ask(gathered)
    return gathered !== null
  }
  const ask = (wish: Wish) => {
    leaveAs(wish, askingFrom(clock.nowMs()))
    voice.tell({ kind: 'wish', wish })
  }
  const leaveAs = (wish: Wish, hold: Hold) => {
    take(grant(wish, situation().stance, hold))
    note(wish)
    sleeper.wake()
  }
  const note = (wish: Wish) => {
    if (wish.kind === 'wants-rate') hands.noteRate(wish.rate)
  }
  return { hear, askGathered }
}
