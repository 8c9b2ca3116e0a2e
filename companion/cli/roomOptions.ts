import { isSessionAddress } from '../../protocol/joinLink.ts'
import { largestOffsetMs } from '../../protocol/personal.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { personNameSchema } from '../../protocol/person.ts'
import { deepestReplayMs } from '../../protocol/personal.ts'
import { usageProblem } from './cliProblems.ts'
import { readWholeNumber } from './figures.ts'
import type { Given } from './given.ts'
import type { CliOption, OptionTable } from './optionTable.ts'
import {
  defaultPlayer,
  playerNames,
  unknownPlayer,
  webPlayer,
  type PlayerChoice,
  type WebAddress,
} from './players.ts'

/** What `create` and `join` have in common. */
export interface RoomOptions {
  /** Session server as given; null = not given. */
  readonly server: string | null
  /** Name in the room; null = that of the account. */
  readonly name: string | null
  readonly player: PlayerChoice
  /** For this run; null = what is remembered for the sound device. */
  readonly offsetMs: number | null
  readonly replayMs: number
  readonly json: boolean
  /** Whether the end of the player is the end of the visit. */
  readonly leaveWithPlayer: boolean
  /** Whether the session server may check this person's Jellyfin sign-in. */
  readonly trustServer: boolean
}

/** The session server that is used when nobody names one. */
export const defaultServer = 'ws://127.0.0.1:8999'

const usualReplayMs = 10_000

/** Where to open a room. */
export const serverOption: CliOption = {
  value: 'address',
  about: 'Session server.',
  fallback: { shown: `${defaultServer}, or started here` },
}

/** What scripts add to it. */
export const jsonOption: CliOption = {
  value: null,
  about: 'For scripts: states as JSON lines on stdout, commands as JSON lines on stdin.',
}

/** Which player, for every command that needs one. */
export const playerOptionTable: OptionTable = {
  player: { value: playerNames.join('|'), about: 'Which player.', fallback: { value: defaultPlayer } },
  'player-path': { value: 'path', about: 'The program of the player.', fallback: { shown: 'looked for' } },
  'player-arg': { value: 'option', about: 'An option for the player, as it is.', repeatable: true },
  'mpv-socket': {
    value: 'path',
    about: 'Use the MPV that you started with --input-ipc-server=<path> instead of starting one.',
  },
  'vlc-web': {
    value: 'host:port',
    about:
      'Use the VLC whose web interface listens there instead of starting one; its password in LOCKSTEP_VLC_PASSWORD.',
  },
}

export const roomOptionTable: OptionTable = {
  name: { value: 'name', about: 'Your name in the room.', fallback: { shown: 'that of your account' } },
  ...playerOptionTable,
  'trust-server': {
    value: null,
    about: 'Let the session server check your Jellyfin sign-in, now and later; else you are asked once.',
  },
  'leave-with-player': { value: null, about: 'Leave the room and end when the player is closed.' },
  'offset-ms': {
    value: 'ms',
    about:
      'Play this much ahead of the room (negative: behind), to make up for slow loudspeakers or a projector; at most 2000 either way.',
    fallback: { shown: 'what you set before with this sound device' },
  },
  'replay-ms': {
    value: 'ms',
    about: 'How far "what did they say?" goes back, for you alone.',
    fallback: { value: String(usualReplayMs) },
  },
}

export const roomDetails: readonly string[] = [
  'In the room the terminal shows who is there and how far apart you are. Keys: space plays and pauses, left and right seek 10 s, down and up a minute, r brings everyone in step, t says something, p starts your player again, q leaves, ? shows the rest. Your player itself works as well: a pause there is a pause for the room.',
]

export function readRoomOptions(given: Given): Result<RoomOptions, Problem> {
  const offset = readWholeNumber(given, 'offset-ms', { least: -largestOffsetMs, most: largestOffsetMs })
  if (!offset.ok) return offset
  const replayMs = readWholeNumber(given, 'replay-ms', { least: 1000, most: deepestReplayMs })
  if (!replayMs.ok) return replayMs
  const player = readPlayer(given)
  if (!player.ok) return player
  const server = given.text('server')
  if (server !== null && !isSessionAddress(server)) return failure(notASessionServer(server))
  const name = given.text('name')
  if (name !== null && !personNameSchema.safeParse(name).success) return failure(notAName)
  const json = given.isOn('json')
  const leaveWithPlayer = given.isOn('leave-with-player')
  const trustServer = given.isOn('trust-server')
  const [offsetMs, replay] = [offset.value, replayMs.value ?? usualReplayMs]
  const common = { server, name, json, leaveWithPlayer, trustServer }
  return success({ ...common, player: player.value, offsetMs, replayMs: replay })
}

export function readPlayer(given: Given): Result<PlayerChoice, Problem> {
  const name = given.text('player') ?? defaultPlayer
  if (!playerNames.includes(name)) return failure(unknownPlayer(name))
  const address = given.text('vlc-web')
  const web = address === null ? null : readWebAddress(address)
  if (web === undefined) return failure(notAWebAddress(address ?? ''))
  const choice = {
    // Where one listens already there is no choice.
    name: web === null ? name : webPlayer,
    path: given.text('player-path'),
    extraArgs: given.all('player-arg'),
    socket: given.text('mpv-socket'),
    web,
  }
  const startsOne = choice.path !== null || choice.extraArgs.length > 0
  const attaches = choice.socket !== null || web !== null
  return attaches && startsOne ? failure(attachOrStart) : success(choice)
}

/** Undefined: that is none. */
function readWebAddress(address: string): WebAddress | undefined {
  const [, host, port] = /^(?:http:\/\/)?([^/:@\s]+)(?::(\d{1,5}))?\/?$/.exec(address) ?? []
  return host === undefined ? undefined : { host, port: Number(port ?? usualWebPort) }
}

/** VLC's own. */
const usualWebPort = 8080

const notAWebAddress = (address: string): Problem =>
  usageProblem(
    `"${address}" is not where a VLC can listen.`,
    `Give its computer and port, such as 127.0.0.1:${usualWebPort}.`,
  )

export const notASessionServer = (address: string): Problem =>
  usageProblem(
    `"${address}" is not the address of a session server.`,
    `It begins with ws:// or wss://, such as ${defaultServer}.`,
  )

const notAName = usageProblem(
  'This cannot be a name in a room.',
  'Give 1 to 64 characters, without control characters, with --name.',
)

const attachOrStart = usageProblem(
  '--mpv-socket and --vlc-web use a player that runs already, --player-path and --player-arg are for one to be started.',
  'Leave out one or the other.',
)
