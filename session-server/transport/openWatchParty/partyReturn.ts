import type { LiveRoom } from '../../host/liveRoom.ts'
import type { Cancel } from '../../../protocol/wire.ts'
import { memberOf } from '../../room/room.ts'
import type { PartyClock } from './partyClock.ts'
import { partyTimes } from './partyLimits.ts'
import type { PartySeat } from './partySeat.ts'

/** A browser that hosts and whose line broke comes back as somebody new; its role waits for it. */
export interface HostReturn {
  /** Keeps the place of a host that may come back, as one that is away; false = nothing is kept for this one. */
  keep(seat: PartySeat): boolean
  /** Gives the role to whoever has come in and is the host that is waited for. */
  welcome(seat: PartySeat): void
  isAwaited(): boolean
  stop: Cancel
}

export interface HostReturnParts {
  readonly room: LiveRoom
  readonly clock: PartyClock
  /** It did not come back. */
  readonly givenUp: () => void
}

/** Only who proved who they are is known again, and only clients that can take the role back are waited for. */
export function createHostReturn({ room, clock, givenUp }: HostReturnParts): HostReturn {
  let awaited: { readonly memberId: string; readonly personId: string; readonly cancel: Cancel } | null = null
  const personOf = (memberId: string) => memberOf(room.state(), memberId)?.person
  const release = () => {
    const former = awaited
    awaited = null
    former?.cancel()
    if (former !== null)
      room.post({ kind: 'leave', requestId: former.memberId, memberId: former.memberId }, null)
  }
  return {
    keep: ({ memberId, guest }) => {
      const person = personOf(memberId)
      const mayReturn = person !== undefined && person.origin.kind !== 'open'
      if (!mayReturn || room.state().hostId !== memberId || !guest.features.has('host_transfer')) return false
      const cancel = clock.after(partyTimes.hostReturnMs, () => {
        release()
        givenUp()
      })
      awaited = { memberId, personId: person.id, cancel }
      room.post({ kind: 'disconnect', memberId }, null)
      return true
    },
    welcome: ({ memberId, guest }) => {
      const person = personOf(memberId)
      if (awaited === null || person?.id !== awaited.personId || !guest.features.has('host_transfer')) return
      const deed = { kind: 'transfer-host', memberId } as const
      room.post({ kind: 'govern', requestId: memberId, by: { kind: 'person', person }, deed }, null)
      release()
    },
    isAwaited: () => awaited !== null,
    stop: () => awaited?.cancel(),
  }
}
