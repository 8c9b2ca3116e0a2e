import { holdForReady, steady } from './barrier.ts'
import { changed, unchanged, type Outcome } from './input.ts'
import { holdOn } from './moves.ts'
import type { Film, Room } from './room.ts'
import { tell } from './tell.ts'

/** Puts on another film: whoever the policy waits for prepares it first. What is voted on was about the former one. */
export function putOn(room: Room, film: Film, occasion: { memberId: string | null; nowMs: number }): Outcome {
  const { media, positionMs, thenPlay, entry } = film
  const { nowMs } = occasion
  const other: Room = {
    ...steady(room),
    media,
    ballot: null,
    queue: entry === null ? room.queue : room.queue.filter(({ number }) => number !== entry),
    members: room.members.map((member) => ({ ...member, pace: { kind: 'catching-up' } })),
  }
  const placed = holdForReady(holdOn(other, nowMs, positionMs), 'media', { nowMs, thenPlay })
  return changed(placed, [tell(placed, 'changed-media', { ...occasion, detail: media.title })])
}

/** What comes next, from its beginning; null when nothing does. */
export function nextFilm(room: Room): Film | null {
  const [first] = room.queue
  return first === undefined
    ? null
    : { media: first.media, positionMs: 0, thenPlay: true, entry: first.number }
}

/** Goes on to the next film without asking who can see it; `memberId` null = by itself. */
export function playNext(room: Room, memberId: string | null, nowMs: number): Outcome {
  const film = nextFilm(room)
  return film === null ? unchanged(room) : putOn(room, film, { memberId, nowMs })
}
