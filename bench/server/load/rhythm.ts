import type { Random } from '../../support/seededRandom.ts'
import type { LoadRoom } from './loadRoom.ts'

/** How often each client pings, each host reports and each host gives a command, ms. */
export const defaultRhythm: Rhythm = { pingMs: 2000, reportMs: 1000, commandMs: 5000 }

export interface Rhythm {
  readonly pingMs: number
  readonly reportMs: number
  readonly commandMs: number
}

/**
 * Lets every room send in its rhythm, everyone at a moment of their own, evenly spread. Returns what ends it and says
 * how many messages were sent.
 */
export function keepRhythm(rooms: readonly LoadRoom[], rhythm: Rhythm, random: Random): () => number {
  const turns = [
    turnOf(
      rhythm.pingMs,
      random,
      rooms.flatMap((room) => room.members.map((_, index) => () => room.ping(index))),
    ),
    turnOf(
      rhythm.reportMs,
      random,
      rooms.map((room) => () => room.report()),
    ),
    turnOf(
      rhythm.commandMs,
      random,
      rooms.map((room) => () => room.command()),
    ),
  ]
  let sent = 0
  const startedAtMs = performance.now()
  // One timer for all: what has become due since the last look is sent, about every millisecond.
  const timer = setInterval(() => {
    for (const turn of turns) sent += turn(performance.now() - startedAtMs)
  }, 1)
  return () => {
    clearInterval(timer)
    return sent
  }
}

/** Calls everything once per period, in an order and at moments that chance has chosen once. */
function turnOf(periodMs: number, random: Random, calls: readonly (() => void)[]) {
  const order = calls.map((call) => ({ call, place: random() })).toSorted((a, b) => a.place - b.place)
  let done = 0
  return (elapsedMs: number): number => {
    const before = done
    for (; dueMs(done) <= elapsedMs; done += 1) order[done % order.length]?.call()
    return done - before
  }
  function dueMs(turn: number): number {
    const place = order[turn % order.length]?.place ?? 0
    return order.length === 0 ? Infinity : (Math.floor(turn / order.length) + place) * periodMs
  }
}
