import type { PlayerResult } from '../player.ts'
import { failure, success } from '../../protocol/result.ts'
import { halted, moving, whereAt, withRate } from './motion.ts'
import type { VlcParts } from './vlcParts.ts'
import { START_LOSS_MS, disturb, isOwnRate, noRefreshes, turn } from './vlcMirror.ts'
import { mediaClosed, nothingOpen } from './vlcProblems.ts'
import type { VlcReading, VlcRemote } from './vlcRemote.ts'

export interface SteeringParts extends VlcParts {
  readonly remote: VlcRemote
}

/** From a request to the movement: 0.05 to 0.7 ms until the page runs, as much until VLC's thread obeys. */
export const OBEY_MS = 0.4

/** VLC plays at 1000 divided by a whole number; half a step more than asked for is cut down to it. */
const RATE_GRID = 1000

/** Tells VLC its switch, and moves or halts the line at the instant at which VLC took it. */
export async function setPaused(parts: SteeringParts, paused: boolean): Promise<PlayerResult<void>> {
  const { mirror, remote, stream } = parts
  if (mirror.own === null) return failure(nothingOpen())
  if (mirror.ended || mirror.streamDead) return switchClosed(parts, paused)
  const told = await remote.tell({ kind: paused ? 'pause' : 'play' })
  if (!told.ok) return told
  if (mirror.paused === paused) return success(undefined)
  const atMs = told.value.earliestMs + OBEY_MS
  const { positionMs, uncertaintyMs } = whereAt(mirror.motion, atMs)
  const lostMs = mirror.landed ? START_LOSS_MS - OBEY_MS : 0
  disturb(
    mirror,
    told.value.earliestMs,
    paused
      ? halted(mirror.motion, atMs)
      : moving({ positionMs, uncertaintyMs: uncertaintyMs + 1, atMs: atMs + lostMs, rate: mirror.rate }),
  )
  mirror.paused = paused
  mirror.landed = false
  mirror.refreshes = noRefreshes
  keepShown(parts, told.value)
  stream.emit({ kind: 'paused', paused, positionMs })
  return success(undefined)
}

/** At the end there is nothing left to move, but the switch is remembered for a seek back. */
function switchClosed({ mirror, stream }: VlcParts, paused: boolean): PlayerResult<void> {
  if (mirror.streamDead) return failure(mediaClosed())
  if (mirror.paused !== paused) stream.emit({ kind: 'paused', paused, positionMs: null })
  mirror.paused = paused
  return success(undefined)
}

export async function setRate(parts: SteeringParts, wanted: number): Promise<PlayerResult<void>> {
  const { mirror, remote, stream } = parts
  const steps = Math.round(RATE_GRID / wanted)
  const told = await remote.tell({ kind: 'rate', rate: RATE_GRID / (steps + 0.5) })
  if (!told.ok) return told
  takeFoundRate(parts, told.value)
  const rate = RATE_GRID / steps
  mirror.toldRate = RATE_GRID / (steps + 0.5)
  if (Math.abs(rate - mirror.rate) < Number.EPSILON) return success(undefined)
  mirror.rate = rate
  const { earliestMs } = told.value
  turn(mirror, earliestMs, withRate(mirror.motion, rate, earliestMs + OBEY_MS))
  keepShown(parts, told.value)
  stream.emit({ kind: 'rate', rate })
  return success(undefined)
}

/** The viewer chose a rate after VLC was asked last, and our own has taken its place already. */
function takeFoundRate({ mirror, stream }: VlcParts, { foundRate }: VlcReading): void {
  if (foundRate === null || isOwnRate(mirror, foundRate)) return
  mirror.rate = foundRate
  stream.emit({ kind: 'rate', rate: foundRate })
}

/** What VLC shows in the answer to a command is where it was before: the next refresh differs from that. */
export function keepShown({ mirror }: VlcParts, { film, earliestMs }: VlcReading): void {
  mirror.shown = film === null ? mirror.shown : { positionMs: film.shownMs, atMs: earliestMs }
}
