import { BlockList, isIP } from 'node:net'
import type { IncomingMessage } from 'node:http'

/** Finds out from where a request came, by the limits' way of counting. */
export interface AddressReader {
  /** What sockets and attempts are counted by: an IPv4 address, or the first half of an IPv6 one, which one site has. */
  of(request: IncomingMessage): string
  /** Whether it came from this machine itself, by no proxy at all. */
  isLocal(request: IncomingMessage): boolean
  /** Whether this peer passes on requests of others. */
  isProxy(peer: string | undefined): boolean
}

/** `trustedProxies`: addresses and networks (10.0.0.0/8) whose `X-Forwarded-For` is believed. */
export function createAddressReader(trustedProxies: readonly string[]): AddressReader {
  const trusted = networksOf(trustedProxies)
  const isProxy = (peer: string | undefined) => isWithin(trusted, plain(peer))
  const clientOf = (request: IncomingMessage): string => {
    const hops = forwardedOf(request)
    let client = plain(request.socket.remoteAddress)
    // From the nearest hop outwards: the first one that is no proxy of ours is whom we talk to.
    while (isWithin(trusted, client) && hops.length > 0) client = plain(hops.pop())
    return client
  }
  return {
    of: (request) => countedAs(clientOf(request)),
    isLocal: (request) =>
      forwardedOf(request).length === 0 && isWithin(loopback, plain(request.socket.remoteAddress)),
    isProxy,
  }
}

/** Whether a text names an address or a network. */
export function isNetwork(text: string): boolean {
  const [address = '', bits] = text.split('/', 2)
  const most = isIP(address) === 4 ? 32 : 128
  return isIP(address) !== 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
}

function networksOf(texts: readonly string[]): BlockList {
  const list = new BlockList()
  for (const text of texts.filter(isNetwork)) {
    const [address = '', bits] = text.split('/', 2)
    const family = familyOf(address)
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

const loopback = networksOf(['127.0.0.0/8', '::1'])

const isWithin = (list: BlockList, address: string): boolean =>
  isIP(address) !== 0 && list.check(address, familyOf(address))

/** IPv4 within IPv6 is IPv4. */
const plain = (address: string | undefined): string =>
  (address ?? '').trim().replace(/^::ffff:(?=\d+\.)/i, '')

function forwardedOf({ headers }: IncomingMessage): string[] {
  const header = headers['x-forwarded-for'] ?? []
  const text = Array.isArray(header) ? header.join(',') : header
  return text.split(',').filter((hop) => hop.trim() !== '')
}

/** The first four groups of an IPv6 address: what a provider gives to one site (RFC 6177). */
function countedAs(address: string): string {
  if (isIP(address) !== 6) return address
  const [head = '', tail = ''] = address.split('::', 2)
  const groups = [head, tail].map((part) => part.split(':').filter((group) => group !== ''))
  const [before = [], after = []] = groups
  const zeros = address.includes('::')
    ? Array.from({ length: 8 - before.length - after.length }, () => '0')
    : []
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`
}
