import type { Problem } from '../../../protocol/problem.ts'
import { success, type Result } from '../../../protocol/result.ts'
import type { LibraryItem } from '../../../jellyfin/library.ts'
import type { CompanionCommand } from '../../../protocol/companionCommand.ts'
import type { CliCommand } from '../cliCommand.ts'
import { giveUp } from '../cliProblems.ts'
import { readWholeNumber } from '../figures.ts'
import { findItem } from '../../films/findItem.ts'
import type { Given } from '../given.ts'
import type { Member } from '../member.ts'
import {
  jsonOption,
  defaultServer,
  readRoomOptions,
  roomDetails,
  roomOptionTable,
  serverOption,
  type RoomOptions,
} from '../roomOptions.ts'
import { passwordOptionTable, readRoomPassword } from '../roomPassword.ts'
import { policyOptionTable, readExpiry, readPolicy } from '../roomRules.ts'
import { runRoom } from '../runRoom.ts'

/** The longest film there is would fit many times. */
const latestStartMs = 1000 * 3600 * 1000

/** Opens a room for a film and plays it. */
export const createCommand: CliCommand = {
  name: 'create',
  words: '<item>',
  wordCount: { least: 1, most: 20 },
  summary: 'Open a room for a film or an episode; prints the link by which others join.',
  details: [
    'The item is an id from "search" or "items", or text that only one title matches.',
    `Without --server the one at ${defaultServer} is used; when none runs there, it is started in this process, reachable from this machine only.`,
    ...roomDetails,
  ],
  options: {
    server: serverOption,
    'room-name': { value: 'name', about: 'Name of the room.', fallback: { shown: 'the title' } },
    ...policyOptionTable,
    ...passwordOptionTable,
    expires: {
      value: 'time',
      about: 'When the room ends by itself, such as 2h30m.',
      fallback: { shown: 'when nobody needs it any more' },
    },
    'start-ms': { value: 'ms', about: 'Where to start.', fallback: { shown: 'where you left off' } },
    ...roomOptionTable,
    json: jsonOption,
  },
  examples: [
    { args: '"night of the metronome"', does: 'opens a room on this machine' },
    {
      args: 'metronome --server wss://lockstep.example --name Ada',
      does: 'on a server that friends can reach',
    },
    {
      args: 'metronome --control vote --password --expires 4h',
      does: 'asks for a password; jumps need the votes of most',
    },
    {
      args: 'metronome --player-arg --fullscreen --start-ms 0',
      does: 'from the beginning, filling the screen',
    },
  ],
  run: async (given, shell) => {
    const wish = readWish(given)
    if (!wish.ok) return giveUp(shell, wish.problem)
    const { options, ...room } = wish.value
    const password = given.isOn('password') ? await readRoomPassword(shell, options.json) : success(null)
    if (!password.ok) return giveUp(shell, password.problem)
    const asked = { ...room, password: password.value }
    return await runRoom({ shell, options, entry: (member) => roomFor(member, given.words.join(' '), asked) })
  },
}

type RoomWish = Pick<
  Extract<CompanionCommand, { kind: 'create-room' }>,
  'roomName' | 'startMs' | 'policy' | 'password' | 'expiresInMs'
>

/** A room about which nothing was said. */
export const plainWish: RoomWish = {
  roomName: null,
  startMs: null,
  policy: {},
  password: null,
  expiresInMs: null,
}

function readWish(given: Given): Result<RoomWish & { readonly options: RoomOptions }, Problem> {
  const options = readRoomOptions(given)
  if (!options.ok) return options
  const startMs = readWholeNumber(given, 'start-ms', { least: 0, most: latestStartMs })
  if (!startMs.ok) return startMs
  const policy = readPolicy(given)
  if (!policy.ok) return policy
  const expiresInMs = readExpiry(given)
  if (!expiresInMs.ok) return expiresInMs
  return success({
    ...plainWish,
    options: options.value,
    startMs: startMs.value,
    policy: policy.value,
    expiresInMs: expiresInMs.value,
    roomName: given.text('room-name'),
  })
}

async function roomFor(
  member: Member,
  wanted: string,
  wish: RoomWish,
): Promise<Result<CompanionCommand, Problem>> {
  const item = await findItem(member.library, wanted)
  return item.ok ? await roomForItem(member, item.value, wish) : item
}

/** The command that opens a room for an item, on the session server that is to be used. */
export async function roomForItem(
  { servers }: Member,
  { id: itemId }: LibraryItem,
  wish: RoomWish,
): Promise<Result<CompanionCommand, Problem>> {
  const server = await servers.address()
  if (!server.ok) return server
  return success({ kind: 'create-room', server: server.value, itemId, ...wish })
}
