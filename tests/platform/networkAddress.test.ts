import { describe, expect, it } from 'vitest'
import { networkAddress, type CardAddress } from '../../platform/networkAddress.ts'

const card = (address: string, change: Partial<CardAddress> = {}): CardAddress[] => [
  { address, family: 'IPv4', internal: false, ...change },
]

describe('the address that others are told', () => {
  it('[BS16] is that of a real card, whatever containers and tunnels stand before it', () => {
    const cards = {
      lo: card('127.0.0.1', { internal: true }),
      docker0: card('172.17.0.1'),
      'br-3f2a': card('172.18.0.1'),
      tailscale0: card('100.101.102.103'),
      wlp3s0: card('192.168.1.20'),
    }
    expect(networkAddress(cards)).toBe('192.168.1.20')
  })

  it('[BS16] is a private one rather than any other, and one of a tunnel rather than none', () => {
    expect(networkAddress({ en0: card('203.0.113.5'), en1: card('10.0.0.7') })).toBe('10.0.0.7')
    expect(networkAddress({ wg0: card('10.8.0.2') })).toBe('10.8.0.2')
  })

  it('[BS16] is none where there is no network', () => {
    expect(networkAddress({ lo: card('127.0.0.1', { internal: true }) })).toBeNull()
    expect(networkAddress({ eth0: card('fe80::1', { family: 'IPv6' }) })).toBeNull()
  })
})
