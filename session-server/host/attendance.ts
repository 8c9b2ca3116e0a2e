import type { CloseReason } from '../../protocol/closeReasons.ts'
import { encode } from '../../protocol/codec.ts'
import type { ServerMessage } from '../../protocol/session.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { SpokenOutlet } from './liveRoom.ts'

/** Who is connected now, in a room or not: one person may be there with several lines. */
export interface Attendance {
  /** Returns its undo. */
  enter(line: AttendingLine): Cancel
  /** To every line of a person. */
  tell(personId: string, message: ServerMessage): void
  /** Ends every line of a session. */
  end(sessionId: string, reason: CloseReason): void
}

export interface AttendingLine {
  readonly personId: string
  readonly sessionId: string
  readonly outlet: SpokenOutlet
}

export function createAttendance(): Attendance {
  const byPerson = createIndex()
  const bySession = createIndex()
  return {
    enter: (line) => {
      const cancels = [byPerson.add(line.personId, line.outlet), bySession.add(line.sessionId, line.outlet)]
      return () => cancels.forEach((cancel) => cancel())
    },
    tell: (personId, message) => {
      const outlets = byPerson.at(personId)
      if (outlets.length === 0) return
      const frame = encode(message)
      for (const outlet of outlets) outlet.send(frame)
    },
    end: (sessionId, reason) => {
      for (const outlet of bySession.at(sessionId)) outlet.end(reason)
    },
  }
}

function createIndex() {
  const outletsByKey = new Map<string, Set<SpokenOutlet>>()
  return {
    at: (key: string): readonly SpokenOutlet[] => [...(outletsByKey.get(key) ?? [])],
    add: (key: string, outlet: SpokenOutlet): Cancel => {
      const outlets = outletsByKey.get(key) ?? new Set()
      outletsByKey.set(key, outlets.add(outlet))
      return () => {
        outlets.delete(outlet)
        if (outlets.size === 0 && outletsByKey.get(key) === outlets) outletsByKey.delete(key)
      }
    },
  }
}
