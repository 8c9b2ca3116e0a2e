import { writeServerFrame, type ServerPayloads } from '../../../protocol/openWatchParty/serverFrames.ts'
import type { PartyClock } from './partyClock.ts'
import type { PartySeat } from './partySeat.ts'

type Sent = keyof ServerPayloads

export interface Telling {
  /** Whom it is about. */
  readonly client?: string
  readonly not?: PartySeat | null
  /** When the payload holds (session clock), where that is not now. */
  readonly validAtMs?: number
}

/** The web clients of one room, and how they are spoken to. */
export interface PartySeats {
  readonly all: ReadonlyMap<string, PartySeat>
  add(seat: PartySeat): void
  /** False when it was not there. */
  remove(memberId: string): boolean
  /** To everyone who has been admitted; written once, however many they are. */
  tell<Type extends Sent>(type: Type, payload: ServerPayloads[Type], how?: Telling): void
  tellOne<Type extends Sent>(seat: PartySeat, type: Type, payload: ServerPayloads[Type]): void
}

export function createPartySeats(room: string, clock: PartyClock): PartySeats {
  const seats = new Map<string, PartySeat>()
  return {
    all: seats,
    add: (seat) => void seats.set(seat.memberId, seat),
    remove: (memberId) => seats.delete(memberId),
    tell: (type, payload, { client, not = null, validAtMs } = {}) => {
      const serverMs = validAtMs === undefined ? undefined : clock.toWireMs(validAtMs)
      let frame: string | null = null
      for (const seat of seats.values()) {
        if (!seat.isIn || seat === not) continue
        frame ??= writeServerFrame(type, payload, { room, client, nowMs: clock.wireNowMs(), serverMs })
        seat.guest.send(frame)
      }
    },
    tellOne: ({ guest }, type, payload) =>
      guest.send(writeServerFrame(type, payload, { room, client: guest.clientId, nowMs: clock.wireNowMs() })),
  }
}
