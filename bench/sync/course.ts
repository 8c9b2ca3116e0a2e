import type { Party } from '../../demo/run/party.ts'
import type { MemberReport } from '../../demo/run/report.ts'
import { sleep } from '../../demo/run/waiting.ts'
import type { Action } from '../../protocol/action.ts'
import type { Problem } from '../../protocol/problem.ts'
import { success, type Result } from '../../protocol/result.ts'
import { measureLateJoiner } from './phases/lateJoiner.ts'
import { measureMovement, type MovementFigures } from './phases/movement.ts'
import { measureSeek, type SeekFigures } from './phases/seeking.ts'
import { measureStanding, type StandingFigures } from './phases/standing.ts'
import { measureSteady } from './phases/steady.ts'
import type { Phases } from './report.ts'

export interface CourseOptions {
  readonly party: Party
  readonly seconds: number
  readonly rounds: number
  /** How close is in step after a start, ms. */
  readonly startWithinMs: number
  /** The same after a jump. */
  readonly seekWithinMs: number
  readonly onProgress: (words: string) => void
}

/** A dozen samples within the 300 ms that a start is judged by; in between a calmer rhythm does, and costs less. */
export const briskMs = 25
const calmMs = 50

/** Sync is judged from 3 s after a start; the phase before has taken that long already. */
const BETWEEN_MS = 500
/** Far from each other, and from the end of the shortest film. */
const placesMs = [120_000, 30_000, 200_000, 75_500, 160_250]

export interface CourseResult {
  readonly phases: Phases
  /** The members by their own account, while they played undisturbed. */
  readonly members: readonly MemberReport[]
}

/** Runs all phases, one after the other, on players that stand ready. */
export async function runCourse(options: CourseOptions): Promise<Result<CourseResult, Problem>> {
  const { party, seconds, startWithinMs: withinMs, onProgress } = options
  onProgress('start')
  const start = await measureMovement({ party, withinMs, begin: () => act(party, { kind: 'play' }) })
  if (!start.ok) return start
  onProgress(`${seconds} s of plain playing`)
  party.recorder.setRhythm(calmMs)
  const steady = await measureSteady(party, seconds)
  party.recorder.setRhythm(briskMs)
  const standing = await pausesAndResumes(options)
  if (!standing.ok) return standing
  const seeks = await jumps(options)
  if (!seeks.ok) return seeks
  onProgress('a viewer pauses in the player')
  const viewer = await viewerPauses(options)
  if (!viewer.ok) return viewer
  onProgress('one more member comes late')
  const lateJoiner = await measureLateJoiner(party)
  if (!lateJoiner.ok) return lateJoiner
  const phases = {
    start: start.value,
    steady: steady.figures,
    ...standing.value,
    seeks: seeks.value,
    viewer: viewer.value,
    lateJoiner: lateJoiner.value,
  }
  return success({ phases, members: steady.members })
}

const act = (party: Party, action: Action) => party.command({ kind: 'act', action })

async function pausesAndResumes({ party, rounds, startWithinMs: withinMs, onProgress }: CourseOptions) {
  const pauses: StandingFigures[] = []
  const resumes: MovementFigures[] = []
  for (let round = 1; round <= rounds; round += 1) {
    onProgress(`pause and resume, round ${round} of ${rounds}`)
    const askedAtMs = party.clock.nowMs()
    const paused = await act(party, { kind: 'pause', positionMs: null })
    if (!paused.ok) return paused
    pauses.push(await measureStanding(party, askedAtMs))
    const resumed = await measureMovement({ party, withinMs, begin: () => act(party, { kind: 'play' }) })
    if (!resumed.ok) return resumed
    resumes.push(resumed.value)
  }
  return success({ pauses, resumes })
}

async function jumps({ party, rounds, seekWithinMs, onProgress }: CourseOptions) {
  const seeks: SeekFigures[] = []
  for (let round = 0; round < rounds; round += 1) {
    onProgress(`jump, round ${round + 1} of ${rounds}`)
    const sought = await measureSeek({
      party,
      positionMs: placesMs[round % placesMs.length] ?? 0,
      withinMs: seekWithinMs,
    })
    if (!sought.ok) return sought
    seeks.push(sought.value)
    await sleep(party.clock, BETWEEN_MS)
  }
  return success(seeks)
}

/** The last member pauses by hand, and goes on by hand. */
async function viewerPauses({ party, startWithinMs: withinMs }: CourseOptions) {
  const player = party.seats.at(-1)?.probe() ?? null
  const askedAtMs = party.clock.nowMs()
  await player?.setPaused(true)
  const pause = await measureStanding(party, askedAtMs)
  const goOn = async () => {
    await player?.setPaused(false)
    return success(undefined)
  }
  const resume = await measureMovement({ party, withinMs, begin: goOn })
  return resume.ok ? success({ pause, resume: resume.value }) : resume
}
