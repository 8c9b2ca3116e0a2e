import type { CloseReason } from '../../../protocol/closeReasons.ts'
import { unknownItem, unknownLibrary } from '../../../protocol/media.ts'
import { failure, type Result } from '../../../protocol/result.ts'
import type { LiveRoom } from '../../host/liveRoom.ts'
import type { Lobby } from '../../host/lobby.ts'
import { identifier, type RandomBytes } from '../../host/secrets.ts'
import type { LesserRole } from '../../room/room.ts'
import type { Gatekeeper, Standing } from '../../identity/gatekeeper.ts'
import type { InvitationTokens } from '../../identity/invitationTokens.ts'
import { PartyClient, type PartySocketEnd } from './partyClient.ts'
import type { PartyClock } from './partyClock.ts'
import { PartyDesk } from './partyDesk.ts'
import type { PartyClaim, PartyHouse, PartyTicket, WantedParty } from './partyHouse.ts'
import { createPartyList, type PartyList } from './partyList.ts'

export interface PartyHallParts {
  readonly lobby: Lobby
  readonly clock: PartyClock
  readonly random: RandomBytes
  readonly gatekeeper: Pick<Gatekeeper, 'identify' | 'isOpen' | 'takesPlugin'>
  /** Absent: tickets are good for nothing. */
  readonly invitations?: Pick<InvitationTokens, 'read'>
  readonly roomsListed: number
}

/** Everything that web clients share: the rooms that there are, and a desk in each room that one of them is in. */
export class PartyHall implements PartyHouse {
  readonly clock: PartyClock
  readonly list: PartyList
  readonly #parts: PartyHallParts
  readonly #desks = new Map<string, PartyDesk>()

  constructor(parts: PartyHallParts) {
    this.#parts = parts
    this.clock = parts.clock
    this.list = createPartyList(parts)
  }

  welcome(socket: PartySocketEnd): PartyClient {
    return new PartyClient(identifier(this.#parts.random), this, socket)
  }

  isOpen(): boolean {
    return this.#parts.gatekeeper.isOpen
  }

  identify(claim: PartyClaim): Promise<Result<Standing, CloseReason>> {
    const { name, token, address } = claim
    const { gatekeeper } = this.#parts
    // Where a name is enough and no plugin is known, any token is as good as none.
    const isTaken = gatekeeper.takesPlugin
    const identity = isTaken ? ({ kind: 'plugin', token } as const) : null
    return gatekeeper.identify({ name, identity, address })
  }

  create({ name, itemId, positionMs, isShared }: WantedParty): Result<LiveRoom, CloseReason> {
    return this.#parts.lobby.create({
      media: mediaOf(itemId),
      name: name.slice(0, 100),
      policy: {
        control: isShared ? 'controllers' : 'host',
        viewersMayPause: isShared,
        visibility: 'public',
        pauseOnStall: false,
      },
      passwordHash: null,
      positionMs,
    })
  }

  room(roomId: string): LiveRoom | null {
    return this.#parts.lobby.byId(roomId.toLowerCase()) ?? this.#parts.lobby.byCode(roomId)
  }

  async readTicket({ ticket, room, personId }: PartyTicket): Promise<Result<LesserRole, CloseReason>> {
    const { invitations } = this.#parts
    return invitations?.read(ticket, { roomId: room.id, personId }) ?? failure('invitation-forged')
  }

  deskOf(room: LiveRoom): PartyDesk {
    const there = this.#desks.get(room.id)
    if (there !== undefined) return there
    const { clock, random } = this.#parts
    const desk = new PartyDesk({ room, clock, random, deserted: () => this.#desks.delete(room.id) })
    this.#desks.set(room.id, desk)
    return desk
  }

  close(): void {
    this.list.stop()
  }
}

/** All that web clients say of a film is its id. */
const mediaOf = (itemId: string | null) => ({
  serverId: unknownLibrary,
  itemId: itemId ?? unknownItem,
  title: 'A film of Jellyfin Web',
  runtimeMs: null,
  providerIds: {},
})
