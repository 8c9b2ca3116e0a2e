import type { RoomView } from '../../../protocol/room.ts'

/** A wait of the room as a screen tells it. */
export interface RoomWait {
  readonly why: Extract<RoomView['phase'], { kind: 'waiting' }>['why']
  /** Whom for, oneself first; empty = for anybody who comes. */
  readonly names: readonly string[]
  readonly isForMe: boolean
  readonly thenPlay: boolean
  /** After that the room goes on without them; null = it waits as long as it takes. */
  readonly leftMs: number | null
}

/** Names that a sentence has room for; the others are counted. */
export const namesShown = 3

/** What the room waits for; null = it does not wait. `nowMs`: session clock, null = not known. */
export function waitOf(
  { phase, members }: Pick<RoomView, 'phase' | 'members'>,
  ownId: string | null,
  nowMs: number | null,
): RoomWait | null {
  if (phase.kind === 'steady') return null
  const awaited = members.filter(({ id }) => phase.waitingFor.includes(id))
  const isForMe = awaited.some(({ id }) => id === ownId)
  const others = awaited.filter(({ id }) => id !== ownId).map(({ name }) => name)
  return {
    why: phase.why,
    names: others,
    isForMe,
    thenPlay: phase.thenPlay,
    leftMs: nowMs === null ? null : Math.max(0, phase.deadlineMs - nowMs),
  }
}
