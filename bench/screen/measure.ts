import type { Canvas } from '../../demo/films/canvas.ts'
import { gatherParty, type Party } from '../../demo/run/party.ts'
import { startPerformance } from '../../demo/run/performance.ts'
import { windowPixels } from '../../demo/run/players/demoPlayer.ts'
import { openStage, type Stage } from '../../demo/run/stage.ts'
import { sleep } from '../../demo/run/waiting.ts'
import type { PixelBox } from '../../demo/run/xClient.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { thisMachine } from '../support/machine.ts'
import type { Running } from '../support/runBench.ts'
import { capture } from './capture.ts'
import type { ScreenOptions } from './options.ts'
import { lookAtPauses } from './pauses.ts'
import { figuresOf, readPicture, type Sight, type SightFigures } from './pictures.ts'
import type { ScreenReport } from './report.ts'

type ScreenMeasurement = Running<ScreenOptions>

/** Two windows of the sample films' own size side by side, so that nothing has to be scaled. */
const SCREEN = { width: 654, height: 184 }
const KEEP_MS = 60_000
const SAMPLE_EVERY_MS = 50
/** In the first 5 s after a start players may hurry (sync/steering.ts); then comes the last correction. */
const SETTLED_AFTER_MS = 10_000
const STANDING_AFTER_MS = 3000
const STANDING_SECONDS = 3
/** Enough for some pictures. */
const PAUSE_SECONDS = 0.3
const JUMP_TO_MS = 333_000

/** Plays on a screen of its own, takes pictures of it, and tells which frames were on them. */
export async function measureScreen(measurement: ScreenMeasurement): Promise<Result<ScreenReport, Problem>> {
  const { options, clock, ending, stop, onProgress, command, date } = measurement
  const machine = thisMachine()
  const stage = await openStage({
    ...{ film: options.film, headless: false, screen: SCREEN },
    ...{ clock, ending, onProgress, signal: stop.signal },
  })
  if (!stage.ok) return stage
  const party = await playing(measurement, stage.value)
  if (!party.ok) return party
  const looks = await lookAt(measurement, stage.value, party.value)
  if (!looks.ok) return looks
  const names = party.value.seats.map(({ member }) => {
    const { player } = member.state()
    return player.kind === 'ready' ? player.name : '?'
  })
  return success({
    command,
    date,
    machine: { ...machine, player: names.join(', ') },
    ...options,
    ...looks.value,
  })
}

async function playing(measurement: ScreenMeasurement, stage: Stage): Promise<Result<Party, Problem>> {
  const { options, clock, ending, onProgress } = measurement
  const gathered = await gatherParty({
    ...{ stage, clock, onProgress, players: options.players },
    ...{ sampleEveryMs: SAMPLE_EVERY_MS, keepMs: KEEP_MS },
  })
  if (!gathered.ok) return gathered
  const party = gathered.value
  ending.add(() => Promise.resolve(party.leave()))
  onProgress('players are getting ready')
  const ready = await party.everyoneReady()
  if (!ready.ok) return ready
  const begun = await startPerformance(party, clock)
  return begun.ok ? success(party) : begun
}

type Looks = Pick<ScreenReport, 'playing' | 'afterJump' | 'standing' | 'pauses'>

async function lookAt(
  { options, clock, onProgress }: ScreenMeasurement,
  stage: Stage,
  party: Party,
): Promise<Result<Looks, Problem>> {
  const look = async (words: string, seconds: number) => {
    onProgress(words)
    return picturesOf(stage, seconds)
  }
  await sleep(clock, SETTLED_AFTER_MS)
  const played = await look(`${options.seconds} s of plain playing`, options.seconds)
  if (!played.ok) return played
  const jumped = await party.command({ kind: 'act', action: { kind: 'seek', positionMs: JUMP_TO_MS } })
  if (!jumped.ok) return jumped
  await sleep(clock, SETTLED_AFTER_MS)
  const afterJump = await look('the same after a jump', options.seconds / 2)
  if (!afterJump.ok) return afterJump
  const paused = await party.command({ kind: 'act', action: { kind: 'pause', positionMs: null } })
  if (!paused.ok) return paused
  await sleep(clock, STANDING_AFTER_MS)
  const standing = await look('a pause', STANDING_SECONDS)
  if (!standing.ok) return standing
  onProgress(`${options.pauses} pauses`)
  const sightOf = () => sightsOf(stage, PAUSE_SECONDS)
  const pauses = await lookAtPauses({ party, clock, pauses: options.pauses, sightsOf: sightOf })
  if (!pauses.ok) return pauses
  return success({
    ...{ playing: played.value, afterJump: afterJump.value, standing: standing.value },
    pauses: pauses.value,
  })
}

async function picturesOf(stage: Stage, seconds: number): Promise<Result<SightFigures, Problem>> {
  const sights = await sightsOf(stage, seconds)
  return sights.ok ? success(figuresOf(sights.value)) : sights
}

async function sightsOf(stage: Stage, seconds: number): Promise<Result<readonly Sight[], Problem>> {
  const { display } = stage
  if (display.kind !== 'virtual') return failure(noPictures('There is no virtual screen.'))
  const windows: readonly [PixelBox, PixelBox] = [boxOf(0), boxOf(1)]
  const sights: Sight[] = []
  const onPicture = (picture: Canvas) => void sights.push(readPicture(picture, windows))
  const problem = await capture({ screen: display, seconds, onPicture })
  return problem === null ? success(sights) : failure(noPictures(problem))
}

const boxOf = (index: number): PixelBox => windowPixels({ index, count: 2 }, SCREEN)

const noPictures = (sentence: string): Problem => ({
  code: 'no-pictures',
  sentence,
  nextStep: 'Install ffmpeg with x11grab and Xvfb (Debian/Ubuntu: apt install ffmpeg xvfb).',
})
