/** What `networkInterfaces()` of `node:os` tells, as far as it matters here. */
export type NetworkCards = Readonly<Record<string, readonly CardAddress[] | undefined>>

export interface CardAddress {
  readonly family: string
  readonly internal: boolean
  readonly address: string
}

/** Cards of programs (containers, virtual machines, tunnels): others in the house reach nobody by their addresses. */
const virtual =
  /^(docker|br-|veth|virbr|vmnet|vboxnet|lxc|lxd|cni|flannel|tun|tap|wg|tailscale|zt|utun|vEthernet|ham)/i

/** Addresses that a home or an office gives away (RFC 1918). */
const isPrivate = (address: string): boolean => /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address)

/**
 * The IPv4 address by which others in the network most probably reach this machine: rather a real card's than one of a
 * container or a tunnel, rather a private one. Null when it is in no network.
 */
export function networkAddress(cards: NetworkCards): string | null {
  const found = Object.entries(cards).flatMap(([name, addresses]) =>
    (addresses ?? []).flatMap(({ family, internal, address }) =>
      family === 'IPv4' && !internal
        ? [{ address, rank: (virtual.test(name) ? 2 : 0) + (isPrivate(address) ? 0 : 1) }]
        : [],
    ),
  )
  return found.toSorted((one, other) => one.rank - other.rank)[0]?.address ?? null
}
