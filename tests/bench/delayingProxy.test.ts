import { connect, createServer, type Server, type Socket } from 'node:net'
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startDelayingProxy, type DelayingProxy } from '../../bench/support/delayingProxy.ts'
import { perfectLine, type LineQuality } from '../../bench/support/lineQuality.ts'
import { seededRandom } from '../../bench/support/seededRandom.ts'
import { createSystemClock } from '../../platform/systemClock.ts'

const clock = createSystemClock()
let echo: Server
let accepted: Socket[]
let proxy: DelayingProxy | null

beforeEach(async () => {
  accepted = []
  proxy = null
  echo = createServer({ allowHalfOpen: true }, (socket) => {
    accepted.push(socket)
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => socket.write(chunk))
    socket.on('end', () => socket.end())
  }).listen(0, '127.0.0.1')
  await once(echo, 'listening')
})

afterEach(async () => {
  await proxy?.close()
  for (const socket of accepted) socket.destroy()
  await new Promise((resolve) => echo.close(resolve))
})

async function through(quality: Partial<LineQuality>, seed = 7): Promise<Socket> {
  proxy = await startDelayingProxy({
    targetPort: portOf(echo),
    quality: { ...perfectLine, ...quality },
    random: seededRandom(seed),
    clock,
  })
  const socket = connect({ port: proxy.port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  return socket
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port.')
  return address.port
}

async function readAll(socket: Socket): Promise<string> {
  let text = ''
  for await (const chunk of socket.setEncoding('utf8')) text += String(chunk)
  return text
}

async function roundTripMs(socket: Socket): Promise<number> {
  const sentAtMs = clock.nowMs()
  socket.write('?')
  await once(socket, 'data')
  return clock.nowMs() - sentAtMs
}

describe('a delaying proxy', () => {
  it('[DM60] delays each direction', async () => {
    const socket = await through({ delayMs: 30 })
    expect(await roundTripMs(socket)).toBeGreaterThanOrEqual(58)
    socket.destroy()
  })

  it('[DM60] keeps every byte in order although each chunk takes its own time', async () => {
    const socket = await through({ delayMs: 5, jitterMs: 5, stallPercent: 20, stallMs: 20 })
    const received = readAll(socket)
    const numbers = Array.from({ length: 200 }, (_, index) => `${index} `)
    for (const number of numbers) {
      socket.write(number)
      await new Promise((resolve) => setImmediate(resolve))
    }
    socket.end()
    expect(await received).toBe(numbers.join(''))
  })

  it('[DM60] holds a stalled chunk for the time of a repeated transmission', async () => {
    const socket = await through({ stallPercent: 100, stallMs: 60 })
    expect(await roundTripMs(socket)).toBeGreaterThanOrEqual(118)
    socket.destroy()
  })

  it('[DM61] ends both ends when either end is gone', async () => {
    const socket = await through({})
    await roundTripMs(socket)
    accepted[0]?.resetAndDestroy()
    socket.on('error', () => undefined)
    await expect.poll(() => socket.destroyed).toBe(true)
  })

  it('[DM61] pulls the plug when it is closed', async () => {
    const socket = await through({})
    await roundTripMs(socket)
    socket.on('error', () => undefined)
    await proxy?.close()
    await expect.poll(() => [socket.destroyed, accepted[0]?.destroyed]).toEqual([true, true])
  })
})
