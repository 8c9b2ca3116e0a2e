import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openVlcMeter, type VlcMeter } from '../../../demo/meter/vlcMeter.ts'
import { createSystemClock } from '../../../platform/systemClock.ts'

const clock = createSystemClock()

let meter: VlcMeter
const sockets: Socket[] = []
beforeEach(async () => {
  meter = await openVlcMeter(clock)
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await meter.close()
})

/** What a VLC with these settings would be told. */
function configured() {
  const [, port = '', secret = ''] = /port=(\d+),secret="(\w+)"/.exec(meter.settings.join('\n')) ?? []
  return { port: Number(port), secret }
}

function vlcSays(greeting: string): Socket {
  const socket = connect({ host: '127.0.0.1', port: configured().port })
  sockets.push(socket)
  socket.on('error', () => socket.destroy())
  socket.write(`${greeting}\n`)
  return socket
}

describe('the meter of VLCs', () => {
  it('[DM98] sends away whoever does not know the secret', async () => {
    const stranger = vlcSays('meter guess')
    await new Promise((resolve) => void stranger.once('close', resolve))
    const vlc = vlcSays(`meter ${configured().secret}`)
    expect(await meter.connect({ name: 'Ada', control: '' })).toMatchObject({ name: 'Ada' })
    expect(vlc.destroyed).toBe(false)
  })

  it('[DM97] dates what it hears on our clock, and gives each sample once', async () => {
    const vlc = vlcSays(`meter ${configured().secret}`)
    const probe = await meter.connect({ name: 'Ada', control: '' })
    const beforeMs = clock.nowMs()
    vlc.write('film 1000 100 0 2 1 1\nfilm 21000 20000 19800 2 1 1\n')
    // The frame begins 10 ms after the place, at the earliest (demo/meter/vlcMeter.ts).
    await expect.poll(() => probe?.shownFrameMs()).toBe(21 + 10)
    const [sample, ...others] = (await probe?.samples()) ?? []
    expect(others).toEqual([])
    expect(sample?.positionMs).toBe(21)
    expect(sample?.atMs).toBeGreaterThan(beforeMs - 25)
    expect(sample?.atMs).toBeLessThanOrEqual(clock.nowMs())
    expect(await probe?.samples()).toEqual([])
  })

  it('[DM98] does in VLC what a hand does, and tells when VLC is gone', async () => {
    const vlc = vlcSays(`meter ${configured().secret}`)
    const told: string[] = []
    vlc.setEncoding('utf8').on('data', (text: string) => told.push(text))
    const probe = await meter.connect({ name: 'Ada', control: '' })
    const changes: string[] = []
    probe?.onChange(({ kind }) => changes.push(kind))
    await probe?.setPaused(true)
    await expect.poll(() => told.join('')).toBe('key key-pause\n')
    vlc.destroy()
    await expect.poll(() => changes).toEqual(['gone'])
  })
})
