import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { createAddressReader, isNetwork } from '../../../session-server/transport/clientAddress.ts'

const from = (remoteAddress: string, forwarded?: string | string[]) =>
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage

describe('where a request comes from', () => {
  const addresses = createAddressReader(['127.0.0.1', '10.0.0.0/8', 'fd00::/8'])

  it('[OP22] is its peer; what a peer says of others is believed of trusted proxies only', () => {
    expect(addresses.of(from('203.0.113.5', '198.51.100.1'))).toBe('203.0.113.5')
    expect(addresses.of(from('127.0.0.1', '198.51.100.1'))).toBe('198.51.100.1')
    expect(addresses.of(from('::ffff:127.0.0.1', '198.51.100.1'))).toBe('198.51.100.1')
    expect(createAddressReader([]).of(from('127.0.0.1', '198.51.100.1'))).toBe('127.0.0.1')
  })

  it('[OP22] is the nearest hop that is no proxy of ours, whatever the client wrote before it', () => {
    expect(addresses.of(from('127.0.0.1', '6.6.6.6, 198.51.100.1, 10.1.2.3'))).toBe('198.51.100.1')
    expect(addresses.of(from('127.0.0.1', ['6.6.6.6', '198.51.100.1']))).toBe('198.51.100.1')
    expect(addresses.of(from('10.9.9.9'))).toBe('10.9.9.9')
    expect(addresses.of(from('127.0.0.1', 'nonsense'))).toBe('nonsense')
  })

  it('[OP22] counts the addresses of one IPv6 site as one', () => {
    const one = addresses.of(from('2001:db8:1:2:aaaa::1'))
    expect(addresses.of(from('2001:db8:1:2:bbbb:cccc:dddd:1'))).toBe(one)
    expect(addresses.of(from('2001:db8:1:3::1'))).not.toBe(one)
    expect(addresses.of(from('2001:db8::1'))).toBe('2001:db8:0:0::/64')
  })

  it('[OP11] is this machine only when no proxy is between', () => {
    expect(addresses.isLocal(from('127.0.0.1'))).toBe(true)
    expect(addresses.isLocal(from('::1'))).toBe(true)
    expect(addresses.isLocal(from('127.0.0.1', '198.51.100.1'))).toBe(false)
    expect(addresses.isLocal(from('10.0.0.1'))).toBe(false)
  })

  it('[OP4] networks are told from what is none', () => {
    expect(['10.0.0.0/8', '::1', '192.0.2.1', 'fd00::/8'].filter((text) => !isNetwork(text))).toEqual([])
    expect(['10.0.0.0/33', 'host', '10.0.0', '', '::1/129', '10.0.0.0/-1'].filter(isNetwork)).toEqual([])
  })
})
