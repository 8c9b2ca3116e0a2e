import { isSessionAddress, parseJoinLink, type JoinTarget } from '../../../protocol/joinLink.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { failure, success, type Result } from '../../../protocol/result.ts'
import type { CliCommand } from '../cliCommand.ts'
import { giveUp, usageProblem } from '../cliProblems.ts'
import type { Given } from '../given.ts'
import { passwordOptionTable, readRoomPassword } from '../roomPassword.ts'
import { jsonOption, readRoomOptions, roomDetails, roomOptionTable } from '../roomOptions.ts'
import { runRoom } from '../runRoom.ts'
import type { Shell } from '../shell.ts'

/** Joins a room by its link and plays what it plays. */
export const joinCommand: CliCommand = {
  name: 'join',
  words: '[link]',
  wordCount: { least: 0, most: 2 },
  summary: 'Join a room by the link that its host sent.',
  details: [
    'The film is looked for in your own library; it need not be on the same Jellyfin as that of the host.',
    'A room on an OpenWatchParty server is joined by the address of that server and the name or id of the room.',
    'Without a link the one in LOCKSTEP_LINK is used: other programs of this machine can read arguments.',
    ...roomDetails,
  ],
  options: {
    server: {
      value: 'address',
      about: 'Session server, when all you have is the code of the room.',
      fallback: { shown: 'that of the link' },
    },
    ...passwordOptionTable,
    ...roomOptionTable,
    json: jsonOption,
  },
  examples: [
    {
      args: "'lockstep://join/k3j9aq7xtn?server=wss%3A%2F%2Flockstep.example'",
      does: 'joins as the host meant it',
    },
    {
      args: "'https://lockstep.example/join/k3j9aq7xtn#eyJh...'",
      does: 'the same by the address of a page; quote it, as the part behind # belongs to it',
    },
    { args: 'k3j9aq7xtn --server ws://192.168.1.20:8999', does: 'joins by the code alone' },
    { args: 'ws://jellyfin.example:3000/ws "Ada\'s room"', does: 'joins viewers in Jellyfin Web' },
    {
      args: "'lockstep://join/...' --player-path /opt/mpv/bin/mpv --offset-ms 120",
      does: 'with an MPV of your choice',
    },
  ],
  run: async (given, shell) => {
    const options = readRoomOptions(given)
    if (!options.ok) return giveUp(shell, options.problem)
    const link = given.words[0] ?? shell.env['LOCKSTEP_LINK'] ?? ''
    if (link === '') return giveUp(shell, noLink)
    const target = targetOf(link, given.words[1] ?? null, options.value.server)
    if (!target.ok) return giveUp(shell, target.problem)
    const password = await passwordToJoin(given, shell, options.value.json)
    if (!password.ok) return giveUp(shell, password.problem)
    const command = { kind: 'join-room' as const, ...target.value, password: password.value }
    const entry = () => Promise.resolve(success(command))
    return await runRoom({ shell, options: options.value, entry })
  },
}

/** What the words name: a link, or a server and a room on it. */
function targetOf(link: string, room: string | null, server: string | null): Result<JoinTarget, Problem> {
  if (room === null) return parseJoinLink(link, server)
  if (isSessionAddress(link)) return success({ server: link, code: room, invitation: null })
  return failure(
    usageProblem(
      `"${room}" is one word too many: a link names its room itself.`,
      'Give a link alone, or the address of a session server and the room on it.',
    ),
  )
}

/** A room that has none minds no password; without one, somebody is asked when the room wants it. */
async function passwordToJoin(
  given: Given,
  shell: Shell,
  json: boolean,
): Promise<Result<string | null, Problem>> {
  if (given.isOn('password')) return await readRoomPassword(shell, json)
  return success(shell.env['LOCKSTEP_ROOM_PASSWORD'] ?? null)
}

const noLink = usageProblem(
  'There is no <link> to join by.',
  'Give it, or put it into LOCKSTEP_LINK; "lockstep join --help" tells more.',
)
