import { parseJoinLink } from '../../../protocol/joinLink.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { success, type Result } from '../../../protocol/result.ts'
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
  wordCount: { least: 0, most: 1 },
  summary: 'Join a room by the link that its host sent.',
  details: [
    'The film is looked for in your own library; it need not be on the same Jellyfin as that of the host.',
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
    const target = parseJoinLink(link, options.value.server)
    if (!target.ok) return giveUp(shell, target.problem)
    const password = await passwordToJoin(given, shell, options.value.json)
    if (!password.ok) return giveUp(shell, password.problem)
    const command = { kind: 'join-room' as const, ...target.value, password: password.value }
    const entry = () => Promise.resolve(success(command))
    return await runRoom({ shell, options: options.value, entry })
  },
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
