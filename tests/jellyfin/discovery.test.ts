import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import { discoverServers, type FoundServer } from '../../jellyfin/discovery.ts'
import { clock } from './support/libraryFixture.ts'

/** Somebody on the network who answers questions, heard by their port. */
async function listener(answer: (question: string) => string | null): Promise<number> {
  const socket = createSocket('udp4')
  socket.on('message', (bytes, { address, port }) => {
    const text = answer(bytes.toString('utf8'))
    if (text !== null) socket.send(text, port, address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  onTestFinished(() => void socket.close())
  return socket.address().port
}

const jellyfin = {
  Address: 'http://192.168.1.5:8096/',
  Id: 'A'.repeat(32),
  Name: 'Home',
  EndpointAddress: null,
}

function discover(ports: readonly number[]) {
  const found: FoundServer[] = []
  const targets = ports.map((port) => ({ address: '127.0.0.1', port }))
  const stop = discoverServers({ clock, targets, onFound: (server) => found.push(server) })
  onTestFinished(stop)
  return { found, stop }
}

describe('looking for servers on the network', () => {
  it('[JF80] asks as Jellyfin expects it, and reads who answers', async () => {
    const asked: string[] = []
    const port = await listener((question) => {
      asked.push(question)
      return JSON.stringify(jellyfin)
    })
    const { found } = discover([port])
    await expect.poll(() => found.length).toBeGreaterThan(0)
    expect(found[0]).toEqual({ id: 'a'.repeat(32), name: 'Home', url: 'http://192.168.1.5:8096' })
    expect(asked[0]).toBe('Who is JellyfinServer?')
  })

  it('[JF80] passes by what is no answer', async () => {
    const garbage = ['', '{', '{}', JSON.stringify({ ...jellyfin, Address: 'file:///etc/passwd' })]
    const ports = await Promise.all([
      ...garbage.map((text) => listener(() => text)),
      listener(() => JSON.stringify(jellyfin)),
    ])
    const { found } = discover(ports)
    await expect.poll(() => found.length).toBeGreaterThan(0)
    expect(new Set(found.map(({ name }) => name))).toEqual(new Set(['Home']))
  })

  it('[JF81] tells nothing any more once it is stopped', async () => {
    const port = await listener(() => JSON.stringify(jellyfin))
    const { found, stop } = discover([port])
    stop()
    stop()
    expect(found).toEqual([])
  })
})
