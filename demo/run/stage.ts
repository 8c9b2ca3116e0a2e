import { rmSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatJoinLink } from '../../protocol/joinLink.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import { ensureFilms } from '../films/ensureFilms.ts'
import type { Film } from '../films/film.ts'
import type { DemoPerson } from '../library/people.ts'
import { itemIdOf } from '../library/catalogueEntries.ts'
import { startDemoLibrary, type DemoLibrary } from '../library/demoLibrary.ts'
import { openDisplay, type Display, type DisplayWish } from './display.ts'
import { createEnding, type Ending } from './ending.ts'
import { castingFor, memberEnvironment, signIn } from './memberHome.ts'
import { startMember, type MemberOptions, type MemberProcess } from './memberProcess.ts'
import type { ConnectProbe } from '../meter/playerProbe.ts'
import type { DemoPlayer } from './players/demoPlayer.ts'
import { prepareSeatPlayer } from './players/seatPlayer.ts'
import { startSessionServerProcess, type SessionServerProcess } from './sessionServerProcess.ts'
import { hasSoundDevice } from './soundDevice.ts'

/** What members need around them beside a session server: a film, a library that has it, a display. */
export interface StageFloor {
  readonly film: Film
  readonly display: Display
  readonly library: DemoLibrary
  /** Furnishes a member's place: settings, a player, an account that sees the film. */
  openSeat(seat: SeatWish): Promise<Result<StageSeat, Problem>>
  /** Starts a companion that is signed in at its place. It ends with the stage. */
  startMember(member: MemberOptions): MemberProcess
}

export interface SeatWish {
  /** Counted from 0: decides account, name and place on the display. */
  readonly index: number
  readonly count: number
  readonly player: DemoPlayer
}

/** The place of one member. */
export interface StageSeat {
  readonly name: string
  readonly person: DemoPerson
  /** What belongs to this member, in a folder of its own. */
  readonly home: string
  readonly env: NodeJS.ProcessEnv
  /** What a companion is started with, so that it uses the player of this place. */
  readonly args: readonly string[]
  readonly connect: ConnectProbe
}

/** Everything that members need around them. */
export interface Stage extends StageFloor {
  server(): SessionServerProcess
  /** A member signs in and enters: with a code the room of that code, without one a new room. */
  addMember(entrance: Entrance): Promise<Result<Newcomer, Problem>>
  /** Starts a session server again at the old port, on the old data. */
  restartServer(): Promise<Result<void, Problem>>
}

export interface Newcomer {
  readonly member: MemberProcess
  /** Measures its player from outside. */
  readonly connect: ConnectProbe
}

export interface Entrance extends SeatWish {
  /** Address of the session server as this member sees it. */
  readonly server: string
  readonly code: string | null
}

export interface StageOptions extends DisplayWish {
  /** Id of the sample film. */
  readonly film: string
  readonly clock: Clock
  readonly onProgress: (words: string) => void
  readonly signal: AbortSignal
  /** Ends everything that is started here. */
  readonly ending: Ending
}

/** Makes the film when it is not there yet, and starts what members need. All data is in a folder that goes again. */
export async function openStage(options: StageOptions): Promise<Result<Stage, Problem>> {
  const opened = await openFloor(options)
  if (!opened.ok) return opened
  const { floor, home, surroundings } = opened.value
  const startServer = async (port: number) => {
    const server = await startSessionServerProcess({ dataDir: join(home, 'server'), port })
    if (server.ok) surroundings.add(() => server.value.stop())
    return server
  }
  const server = await startServer(0)
  if (!server.ok) return server
  options.onProgress(`a library at ${floor.library.url}, a session server at ${server.value.address}`)
  return success(createStage(floor, startServer, server.value))
}

/** The same without a session server, for whoever brings one. */
export async function openStageFloor(options: StageOptions): Promise<Result<StageFloor, Problem>> {
  const opened = await openFloor(options)
  return opened.ok ? success(opened.value.floor) : opened
}

interface OpenedFloor {
  readonly floor: StageFloor
  readonly home: string
  /** Ends after the members, all at once. */
  readonly surroundings: Ending
}

async function openFloor(options: StageOptions): Promise<Result<OpenedFloor, Problem>> {
  const { onProgress } = options
  const film = await theFilm(options)
  if (!film.ok) return film
  const home = await makeHome(options.ending)
  const surroundings = nested(options.ending)
  const opened = await openDisplay(options)
  if (!opened.ok) return opened
  const { display } = opened.value
  surroundings.add(() => opened.value.close())
  onProgress(displayWords(display))
  const library = await startDemoLibrary({ films: [film.value] })
  surroundings.add(() => library.close())
  const members = nested(options.ending)
  const parts = { options, film: film.value, home, display, library, members }
  const floor: StageFloor = {
    ...{ film: film.value, display, library },
    openSeat: (seat) => openSeat(parts, seat),
    startMember: (member) => {
      const started = startMember(member)
      members.add(() => started.stop())
      return started
    },
  }
  return success({ floor, home, surroundings })
}

/** A folder that goes with the end, and at the latest with this process. */
async function makeHome(ending: Ending): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'lockstep-stage-'))
  // A player that runs as another user has its own folder in here.
  await chmod(home, 0o711)
  const removeNow = () => rmSync(home, { recursive: true, force: true, maxRetries: 3 })
  process.on('exit', removeNow)
  ending.add(async () => {
    await rm(home, { recursive: true, force: true, maxRetries: 3 })
    process.off('exit', removeNow)
  })
  return home
}

/** Members end all at once, and before what they lean on; that again ends all at once. */
function nested(ending: Ending): Ending {
  const inner = createEnding('together')
  ending.add(() => inner.end())
  return inner
}

interface Parts {
  readonly options: StageOptions
  readonly film: Film
  readonly home: string
  readonly display: Display
  readonly library: DemoLibrary
  readonly members: Ending
}

type StartServer = (port: number) => Promise<Result<SessionServerProcess, Problem>>

function createStage(floor: StageFloor, startServer: StartServer, firstServer: SessionServerProcess): Stage {
  let server = firstServer
  return {
    ...floor,
    server: () => server,
    addMember: (entrance) => addMember(floor, entrance),
    restartServer: async () => {
      const restarted = await startServer(server.port)
      if (!restarted.ok) return restarted
      server = restarted.value
      return success(undefined)
    },
  }
}

async function openSeat(
  parts: Parts,
  { index, count, player }: SeatWish,
): Promise<Result<StageSeat, Problem>> {
  const { options, display, library } = parts
  const home = join(parts.home, `member-${index + 1}`)
  const { name, person } = castingFor(index)
  // The sample libraries differ from person to person; here everybody shall see the one film.
  library.changePolicy(person.id, { EnableAllFolders: true })
  const silent = options.headless || Boolean(process.env['CI']) || !hasSoundDevice(process.env)
  await mkdir(join(home, 'tmp'), { recursive: true })
  const place = { display, index, count, silent }
  const prepared = await prepareSeatPlayer({
    ...{ player, home, place },
    clock: options.clock,
    ending: parts.members,
  })
  if (!prepared.ok) return prepared
  const { args, connect } = prepared.value
  const env = { ...memberEnvironment(home, display), ...prepared.value.env }
  return success({ name, person, home, env, args, connect })
}

async function addMember(floor: StageFloor, entrance: Entrance): Promise<Result<Newcomer, Problem>> {
  const { server, code } = entrance
  const seat = await floor.openSeat(entrance)
  if (!seat.ok) return seat
  const { name, person, env, args, connect } = seat.value
  const signedIn = await signIn({ address: floor.library.url, person, env })
  if (!signedIn.ok) return signedIn
  const entry =
    code === null
      ? ['create', itemIdOf(floor.film.recipe.id), '--server', server]
      : ['join', formatJoinLink({ server, code, invitation: null })]
  const member = floor.startMember({ name, args: [...entry, '--name', name, ...args], env })
  return success({ member, connect })
}

async function theFilm({ film, signal, onProgress }: StageOptions): Promise<Result<Film, Problem>> {
  let told = -1
  const films = await ensureFilms({
    only: [film],
    signal,
    onProgress: ({ title, percent }) => {
      const tens = Math.floor(percent / 10)
      if (tens !== told) onProgress(`making the sample film "${title}": ${tens * 10} %`)
      told = tens
    },
  })
  if (!films.ok) return films
  const [made] = films.value
  return made === undefined ? failure(noFilm) : success(made)
}

function displayWords(display: Display): string {
  switch (display.kind) {
    case 'none':
      return 'no windows, no sound'
    case 'screen':
      return 'windows on your screen'
    case 'virtual':
      return `no display here, so windows open on a virtual one (DISPLAY=${display.name})`
  }
}

const noFilm: Problem = {
  code: 'film-missing',
  sentence: 'The sample film was not made.',
  nextStep: 'Start again.',
}
