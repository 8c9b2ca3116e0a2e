import { describe, expect, it } from 'vitest'
import { formatAuthorization } from '../../jellyfin/authorization.ts'

describe('the Authorization header', () => {
  it('[JF7] encodes every value, so that quotes, commas and accents survive', () => {
    const header = formatAuthorization({
      app: { name: 'Lockstep', version: '1.0', device: 'Küche "links", 2' },
      deviceId: 'a b',
      accessToken: 'token',
    })
    expect(header).toBe(
      'MediaBrowser Client="Lockstep", Device="K%C3%BCche%20%22links%22%2C%202", DeviceId="a%20b", Version="1.0", Token="token"',
    )
  })

  it('[JF7] has no Token before signing in', () => {
    const app = { name: 'Lockstep', version: '1.0', device: 'Desk' }
    expect(formatAuthorization({ app, deviceId: 'd', accessToken: null })).not.toContain('Token')
  })
})
