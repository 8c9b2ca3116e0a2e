import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { mpvProbes } from '../../meter/mpvProbe.ts'
import type { ConnectProbe } from '../../meter/playerProbe.ts'
import { meterModule, openVlcMeter, type VlcMeter } from '../../meter/vlcMeter.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { failure, success, type Result } from '../../../protocol/result.ts'
import type { Clock } from '../../../sync/clock.ts'
import type { Ending } from '../ending.ts'
import { windowPixels, type DemoPlayer, type PlayerPlace } from './demoPlayer.ts'
import { writeMpvSettings } from './mpvSettings.ts'
import { startPlainVlc } from './plainVlc.ts'
import { makeVlcHome, type VlcHome } from './vlcHome.ts'
import { vlcSettings } from './vlcSettings.ts'

/** What a member's companion is started with, so that it uses the player of its place, and how that is measured. */
export interface SeatPlayer {
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly connect: ConnectProbe
}

export interface SeatPlayerOptions {
  readonly player: DemoPlayer
  /** A folder of this member's own. */
  readonly home: string
  readonly place: PlayerPlace
  readonly clock: Clock
  /** Ends what is started here. */
  readonly ending: Ending
}

/** Settings in a folder of its own for the player of one place; the viewer's own are neither touched nor used. */
export async function prepareSeatPlayer(options: SeatPlayerOptions): Promise<Result<SeatPlayer, Problem>> {
  switch (options.player) {
    case 'mpv':
      return success(await prepareMpv(options))
    case 'vlc':
      return isMeasurable() ? success(await prepareVlc(options)) : failure(onlyOnLinux)
    case 'vlc-plain':
      return isMeasurable() ? preparePlainVlc(options) : failure(onlyOnLinux)
  }
}

async function prepareMpv({ home, place, clock }: SeatPlayerOptions): Promise<SeatPlayer> {
  const folder = join(home, 'mpv')
  await writeMpvSettings(folder, place, await windowFor(place))
  return { args: ['--player', 'mpv'], env: { MPV_HOME: folder }, connect: mpvProbes(clock) }
}

async function prepareVlc(options: SeatPlayerOptions): Promise<SeatPlayer> {
  const { home, meter } = await furnish(options, [])
  return { args: ['--player', 'vlc'], env: home.env, connect: meter.connect }
}

/** A VLC that runs already when the companion comes, with its web interface switched on by hand. */
async function preparePlainVlc(options: SeatPlayerOptions): Promise<Result<SeatPlayer, Problem>> {
  const { place, clock, ending } = options
  const password = randomBytes(16).toString('hex')
  const { home, meter } = await furnish(options, [
    `extraintf=${meterModule}:http`,
    `http-password=${password}`,
  ])
  const vlc = await startPlainVlc({ home, display: place.display, clock, ending })
  if (!vlc.ok) return vlc
  return success({
    args: ['--vlc-web', `127.0.0.1:${vlc.value.port}`],
    env: { LOCKSTEP_VLC_PASSWORD: password },
    connect: meter.connect,
  })
}

interface Furnished {
  readonly home: VlcHome
  readonly meter: VlcMeter
}

async function furnish(options: SeatPlayerOptions, more: readonly string[]): Promise<Furnished> {
  const { place, clock, ending } = options
  const meter = await openVlcMeter(clock)
  ending.add(() => meter.close())
  const windowId = await windowFor(place)
  const folder = join(options.home, 'vlc')
  await mkdir(folder, { recursive: true })
  const home = await makeVlcHome(folder, [...vlcSettings(place, windowId), ...meter.settings, ...more])
  return { home, meter }
}

/** Id of a window at its place; null where players open their own. */
async function windowFor(place: PlayerPlace): Promise<number | null> {
  const { display } = place
  return display.kind === 'virtual' ? await display.openWindow(windowPixels(place, display)) : null
}

/** Where VLC looks for interfaces is known to us of Linux only. */
const isMeasurable = () => process.platform === 'linux'

const onlyOnLinux: Problem = {
  code: 'player-not-measurable',
  sentence: 'On this system the demo cannot measure VLC from outside.',
  nextStep:
    'Run it with MPV alone; the companion itself uses VLC everywhere: npm run lockstep -- create ... --player vlc.',
}
