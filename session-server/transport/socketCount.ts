import type { Cancel } from '../../protocol/wire.ts'
import type { TransportLimits } from './transportLimits.ts'

/** How many sockets there are, over every port and dialect. */
export interface SocketCount {
  /** Whether another socket may be opened at all. */
  hasRoom(): boolean
  /** Counts a socket until it is undone; `isOneTooMany`: its address has more than it may. */
  enter(address: string): { readonly isOneTooMany: boolean; readonly leave: Cancel }
  total(): number
}

export function createSocketCount({
  sockets,
  socketsPerAddress,
}: Pick<TransportLimits, 'sockets' | 'socketsPerAddress'>): SocketCount {
  const byAddress = new Map<string, number>()
  let total = 0
  const add = (address: string, change: 1 | -1): number => {
    const count = (byAddress.get(address) ?? 0) + change
    if (count > 0) byAddress.set(address, count)
    else byAddress.delete(address)
    total += change
    return count
  }
  return {
    hasRoom: () => total < sockets,
    enter: (address) => {
      const isOneTooMany = add(address, 1) > socketsPerAddress
      let isIn = true
      const leave = () => {
        if (isIn) add(address, -1)
        isIn = false
      }
      return { isOneTooMany, leave }
    },
    total: () => total,
  }
}
