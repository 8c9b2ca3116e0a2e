import type { CloseReason } from '../../../protocol/closeReasons.ts'
import type { Result } from '../../../protocol/result.ts'
import type { LiveRoom } from '../../host/liveRoom.ts'
import type { LesserRole } from '../../room/room.ts'
import type { Standing } from '../../identity/gatekeeper.ts'
import type { PartyClock } from './partyClock.ts'
import type { PartyDesk } from './partyDesk.ts'
import type { PartyList } from './partyList.ts'

/** What a web client needs of the server. */
export interface PartyHouse {
  readonly clock: PartyClock
  readonly list: PartyList
  /** Whether a name is enough to come in. */
  isOpen(): boolean
  identify(claim: PartyClaim): Promise<Result<Standing, CloseReason>>
  create(wanted: WantedParty): Result<LiveRoom, CloseReason>
  room(roomId: string): LiveRoom | null
  /** As what a ticket of `/invite` lets somebody into a room. */
  readTicket(shown: PartyTicket): Promise<Result<LesserRole, CloseReason>>
  deskOf(room: LiveRoom): PartyDesk
}

export interface PartyClaim {
  readonly name: string
  readonly token: string
  readonly address: string
}

export interface PartyTicket {
  readonly ticket: string
  readonly room: LiveRoom
  readonly personId: string
}

export interface WantedParty {
  readonly name: string
  /** Null when the client has nothing open. */
  readonly itemId: string | null
  readonly positionMs: number
  /** Whether everyone may play and pause. */
  readonly isShared: boolean
}
