import type { PlayerAdapter } from '../../adapters/player.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import type { Observation } from '../../sync/observation.ts'
import { quantile } from '../../sync/statistics.ts'
import type { LaunchPlayer } from '../room/playerSeatOptions.ts'
import { clipMs } from './clipServer.ts'
import { fasterRate, wrongPace, type PlayerFigures } from './judge.ts'

export interface PlayerTrialOptions {
  readonly launch: LaunchPlayer
  readonly clipUrl: string
  readonly clock: Clock
}

const readings = 20
const readEveryMs = 60
/** After a start, a seek, a change of speed. */
const settleMs = 700
const longestSettleMs = 3000
/** Half a frame at 25 frames a second. */
const sureMs = 20
const seekToMs = 6000
const mostLines = 3

/** Plays the clip in a player of its own and measures it; the player is gone afterwards, whatever happened. */
export async function tryPlayer({
  launch,
  clipUrl,
  clock,
}: PlayerTrialOptions): Promise<Result<PlayerFigures, Problem>> {
  const beganMs = clock.nowMs()
  const launched = await launch()
  if (!launched.ok) return launched
  const player = launched.value
  const complaints: Problem[] = []
  const stop = player.onEvent((event) => {
    if (event.kind === 'option-dropped' || event.kind === 'impaired') complaints.push(event.problem)
  })
  try {
    const startMs = clock.nowMs() - beganMs
    const measured = await measure(player, clipUrl, clock)
    return measured.ok
      ? success({
          name: player.capabilities.name,
          triedFrom: player.capabilities.triedFrom ?? null,
          program: player.identity.program ?? null,
          startMs,
          complaints,
          ...measured.value,
        })
      : measured
  } finally {
    stop()
    await player.close()
  }
}

type Measured = Omit<PlayerFigures, 'name' | 'triedFrom' | 'program' | 'startMs' | 'complaints'>

async function measure(player: PlayerAdapter, url: string, clock: Clock): Promise<Result<Measured, Problem>> {
  const openedMs = clock.nowMs()
  const loaded = await player.load({
    url,
    title: 'Lockstep doctor',
    startMs: 0,
    subtitles: [],
    durationMs: clipMs,
  })
  if (!loaded.ok) return loaded
  const openMs = clock.nowMs() - openedMs
  const playing = await player.play()
  if (!playing.ok) return playing
  await untilSure(player, clock)
  const line = await readLineWell(player, clock)
  if (!line.ok) return line
  const fasterPace = await paceWhenFaster(player, clock)
  const soughtMs = clock.nowMs()
  const landed = await player.seek(seekToMs)
  if (!landed.ok) return landed
  return success({ ...line.value, openMs, fasterPace, seekMs: clock.nowMs() - soughtMs })
}

/** Some players know their place only after some of their own refreshes. */
async function untilSure(player: PlayerAdapter, clock: Clock): Promise<void> {
  const endsAtMs = clock.nowMs() + longestSettleMs
  await pause(clock, settleMs)
  while (clock.nowMs() < endsAtMs) {
    const observed = await player.observe()
    if (observed.ok && observed.value.uncertaintyMs <= sureMs && !observed.value.buffering) return
    await pause(clock, readEveryMs)
  }
}

async function paceWhenFaster(player: PlayerAdapter, clock: Clock): Promise<number | null> {
  const { rate } = player.capabilities
  if (rate === null || !(await player.setRate(fasterRate)).ok) return null
  await pause(clock, rate.delayMs + settleMs)
  const line = await readLine(player, clock)
  await player.setRate(1)
  return line.ok ? line.value.pace : null
}

/** A busy machine spoils one reading or two; a player that goes wrong does so each time. The straightest line counts. */
async function readLineWell(player: PlayerAdapter, clock: Clock): ReturnType<typeof readLine> {
  let best = await readLine(player, clock)
  for (let again = 1; again < mostLines && best.ok && Math.abs(best.value.pace - 1) > wrongPace; again += 1) {
    const next = await readLine(player, clock)
    if (next.ok && next.value.scatterMs < best.value.scatterMs) best = next
  }
  return best
}

/** Reads the position again and again: how fast it goes, and how far single readings lie from the line. */
async function readLine(
  player: PlayerAdapter,
  clock: Clock,
): Promise<Result<Pick<PlayerFigures, 'pace' | 'scatterMs'>, Problem>> {
  const seen: Observation[] = []
  for (let index = 0; index < readings; index += 1) {
    const observed = await player.observe()
    if (observed.ok) seen.push(observed.value)
    await pause(clock, readEveryMs)
  }
  const pace = paceOf(seen)
  if (pace === null) return failure(standsStill)
  const offsets = seen.map(({ positionMs, observedAtMs }) => positionMs - pace * observedAtMs)
  const middle = quantile(offsets, 0.5)
  const scatterMs = quantile(
    offsets.map((offset) => Math.abs(offset - middle)),
    0.95,
  )
  return success({ pace, scatterMs })
}

/** The median over pairs half the readings apart: a single reading that is off changes nothing. */
function paceOf(seen: readonly Observation[]): number | null {
  const apart = Math.ceil(seen.length / 2)
  const paces = seen.slice(apart).flatMap((later, index) => {
    const earlier = seen[index]
    return earlier === undefined || later.observedAtMs <= earlier.observedAtMs
      ? []
      : [(later.positionMs - earlier.positionMs) / (later.observedAtMs - earlier.observedAtMs)]
  })
  return paces.length === 0 ? null : quantile(paces, 0.5)
}

const standsStill: Problem = {
  code: 'player-stands-still',
  sentence: 'The player does not say where it is.',
  nextStep: 'Play a film in it by hand: what fails there has to be mended first.',
}

const pause = (clock: Clock, ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve))
