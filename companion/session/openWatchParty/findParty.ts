import type { ListedRoom } from '../../../protocol/openWatchParty/serverFrames.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { failure, success, type Result } from '../../../protocol/result.ts'
import { problemOf } from '../sessionProblems.ts'
import { severalRooms } from './partyProblems.ts'

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The id of the room that somebody means: its id, or a name that only one room of the list has. */
export function findParty(wanted: string, rooms: readonly ListedRoom[]): Result<string, Problem> {
  const plain = wanted.trim().toLowerCase()
  if (idPattern.test(plain)) return success(plain)
  const named = rooms.filter(({ id, name }) => id === plain || name.trim().toLowerCase() === plain)
  const [room] = named
  if (room === undefined) return failure(problemOf('no-such-room'))
  return named.length === 1 ? success(room.id) : failure(severalRooms)
}
