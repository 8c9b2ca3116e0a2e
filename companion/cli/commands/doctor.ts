import { writeFile } from 'node:fs/promises'
import { arch, homedir, hostname, release, type, userInfo } from 'node:os'
import { createSystemClock } from '../../../platform/systemClock.ts'
import { openWebSocketWire } from '../../../platform/webSocketWire.ts'
import { isSessionAddress } from '../../../protocol/joinLink.ts'
import type { Identity } from '../../../protocol/identity.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { failure, success, type Result } from '../../../protocol/result.ts'
import type { Clock } from '../../../sync/clock.ts'
import { examine, type DoctorParts } from '../../doctor/examine.ts'
import type { DoctorReport } from '../../../protocol/bridge/doctor.ts'
import { anyItem } from '../../doctor/tryLibrary.ts'
import type { LaunchPlayer } from '../../room/playerSeatOptions.ts'
import { createTrustedPassport } from '../../session/trustedPassport.ts'
import { openTrustedServers } from '../../settings/trustedServers.ts'
import type { CliCommand } from '../cliCommand.ts'
import { giveUp } from '../cliProblems.ts'
import { exitCodes, type ExitCode } from '../exitCodes.ts'
import { findItem } from '../../films/findItem.ts'
import type { Given } from '../given.ts'
import { sessionIdentity } from '../identity.ts'
import { playerLauncher, playerNames } from '../players.ts'
import { defaultServer, notASessionServer } from '../roomOptions.ts'
import { sandboxedPlayer } from '../sandboxed.ts'
import type { Shell } from '../shell.ts'
import { currentCredentials } from '../signedIn.ts'
import { openSignedInLibrary } from '../signedInLibrary.ts'
import { doctorLines, reportText } from '../view/doctorLines.ts'

/** A line that hangs is told, not waited for. */
const openWithinMs = 5000

/** Looks whether everything that watching together needs is there and good enough. */
export const doctorCommand: CliCommand = {
  name: 'doctor',
  words: '',
  wordCount: { least: 0, most: 0 },
  summary: 'Examine players, library and session server, and say what to mend.',
  details: [
    'Plays a clip of 12 s in each player, takes a few seconds of a film from your library, and listens to the session server. Each finding is green, amber or red, with the one thing to do; - could not be looked at.',
    'Nothing in the report tells who or where you are: no names, addresses or secrets.',
  ],
  options: {
    player: { value: playerNames.join('|'), about: 'Only this player.', fallback: { shown: 'all' } },
    'player-path': { value: 'path', about: 'Its program.', fallback: { shown: 'looked for' } },
    'player-arg': { value: 'option', about: 'An option for the players, as it is.', repeatable: true },
    item: { value: 'item', about: 'The film to try.', fallback: { shown: 'one that you have begun' } },
    server: { value: 'address', about: 'Session server.', fallback: { shown: defaultServer } },
    output: { value: 'file', about: 'Writes the report to a file as well.' },
    json: { value: null, about: 'The report as one JSON object on stdout.' },
  },
  examples: [
    { args: '', does: 'examines everything' },
    {
      args: '--server wss://lockstep.example --output report.txt',
      does: 'with the server of your friends, to show them',
    },
  ],
  run: async (given, shell) => {
    const parts = readParts(given, shell)
    if (!parts.ok) return giveUp(shell, parts.problem)
    const file = given.text('output')
    const writable = file === null ? success(undefined) : await write(file, '')
    if (!writable.ok) return giveUp(shell, writable.problem)
    const report = await examine({ ...parts.value, secrets: await secretsOf(shell) })
    const json = `${JSON.stringify(report, null, 2)}\n`
    if (given.isOn('json')) shell.stdout.write(json)
    const written =
      file === null ? writable : await write(file, given.isOn('json') ? json : reportText(report))
    return written.ok ? exitCodeOf(report) : giveUp(shell, written.problem)
  },
}

const exitCodeOf = ({ worst }: DoctorReport): ExitCode =>
  worst === 'red' ? exitCodes.failed : worst === 'amber' ? exitCodes.doubtful : exitCodes.ok

function readParts(given: Given, shell: Shell): Result<Omit<DoctorParts, 'secrets'>, Problem> {
  const clock = createSystemClock()
  const players = readPlayers(given, shell, clock)
  if (!players.ok) return players
  const named = given.text('server') ?? (shell.env['LOCKSTEP_SERVER'] || null)
  const url = named ?? defaultServer
  if (!isSessionAddress(url)) return failure(notASessionServer(url))
  const wanted = given.text('item')
  const colours = shell.stdout.isTTY && !shell.env['NO_COLOR']
  return success({
    ...{ clock, app: sessionIdentity, players: players.value },
    system: `${type()} ${release()} (${arch()})`,
    aboutMissing: (name) => sandboxedPlayer(name, homedir()),
    openLibrary: () => openSignedInLibrary(shell),
    chooseItem: async (library) => {
      if (wanted === null) return anyItem(library)
      const item = await findItem(library, wanted)
      return item.ok ? success(item.value.id) : item
    },
    server: { url, optional: named === null, proof: () => proofFor(shell, url, clock) },
    openWire: (address) => openWebSocketWire({ url: address, WebSocket, clock, withinMs: openWithinMs }),
    onProgress: (sentence) => shell.say(sentence),
    onLine: (line) => {
      if (given.isOn('json')) return
      for (const text of doctorLines(line, colours)) shell.stdout.write(`${text}\n`)
    },
  })
}

/** What the session server may see of this person: what they agreed to before, and without asking them now. */
async function proofFor(
  shell: Shell,
  server: string,
  clock: Clock,
): Promise<Result<Identity | null, Problem>> {
  const current = await currentCredentials(shell)
  if (!current.ok) return success(null)
  const passport = createTrustedPassport({
    ...{ server, clock, account: current.value },
    trusted: openTrustedServers(shell.settingsFolder, shell.explain),
    agrees: () => Promise.resolve(success(false)),
  })
  return passport.show()
}

function readPlayers(
  given: Given,
  { env }: Shell,
  clock: Clock,
): Result<Readonly<Record<string, LaunchPlayer>>, Problem> {
  const only = given.text('player')
  const launchers: Record<string, LaunchPlayer> = {}
  for (const name of only === null ? playerNames : [only]) {
    const path = given.text('player-path')
    const choice = { name, path, extraArgs: given.all('player-arg'), socket: null, web: null }
    const launcher = playerLauncher(choice, { clock, env })
    if (!launcher.ok) return launcher
    launchers[name] = launcher.value
  }
  return success(launchers)
}

/** Who and where somebody is, by what stands there instead. */
async function secretsOf(shell: Shell): Promise<Readonly<Record<string, string>>> {
  const current = await currentCredentials(shell)
  const { username } = userInfo()
  const ours = current.ok
    ? {
        [current.value.userName]: 'you',
        [current.value.accessToken]: 'a secret',
        [new URL(current.value.serverUrl).host]: 'your library',
      }
    : {}
  // Root is nobody's name.
  const login = username === 'root' ? {} : { [username]: 'you' }
  return { ...ours, ...login, [homedir()]: '~', [hostname()]: 'this machine' }
}

async function write(file: string, text: string): Promise<Result<undefined, Problem>> {
  try {
    await writeFile(file, text)
    return success(undefined)
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    return failure({
      code: 'report-unwritable',
      sentence: `The report cannot be written: ${words}.`,
      nextStep: 'Name a file in a folder that you may write.',
    })
  }
}
