import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_TIMEOUT_MS, MAXIMUM_LINE } from '../../../adapters/mpv/ipcClient.ts'
import type { IpcEvent } from '../../../adapters/mpv/ipcMessages.ts'
import { connectToFakeMpv } from '../../support/fakeMpv.ts'
import type { FakeMpv } from '../../support/fakeMpv.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'

const reply = (id: number, data: unknown) => `${JSON.stringify({ request_id: id, error: 'success', data })}\n`

describe('the control socket of MPV', () => {
  const clock = createVirtualClock()
  let mpv: FakeMpv
  beforeEach(async () => {
    mpv = await connectToFakeMpv(clock)
  })
  afterEach(async () => {
    await mpv.close()
    expect(clock.pending(), 'timers left behind').toBe(0)
  })

  const ask = async () => {
    const answer = mpv.client.request(['get_property', 'pause'])
    const { request_id: id } = await mpv.request()
    return { id, answer }
  }
  const nextEvent = () => new Promise<IpcEvent>((resolve) => void mpv.client.onEvent(resolve))

  it('[PL30] numbers requests from 1, because MPV takes 0 for none', async () => {
    const { id, answer } = await ask()
    expect(id).toBe(1)
    await mpv.say(reply(id, false))
    expect(await answer).toMatchObject({ ok: true, value: { data: false } })
  })

  it('[PL31] reads an event and a reply that come in one packet', async () => {
    const { id, answer } = await ask()
    const event = nextEvent()
    await mpv.say(`{"event":"seek"}\n${reply(id, 7)}`)
    expect(await event).toMatchObject({ event: 'seek' })
    expect(await answer).toMatchObject({ ok: true, value: { data: 7 } })
  })

  it('[PL32] reads a line cut across packets, in the middle of a character too', async () => {
    const { id, answer } = await ask()
    const bytes = Buffer.from(reply(id, 'Nosferatu – über 🎬'))
    for (let index = 0; index < bytes.length; index += 1) await mpv.say(bytes.subarray(index, index + 1))
    expect(await answer).toMatchObject({ ok: true, value: { data: 'Nosferatu – über 🎬' } })
  })

  it('[PL33] fails every pending request when the socket closes, and every later one at once', async () => {
    const first = await ask()
    const second = mpv.client.request(['get_property', 'speed'])
    const closed = new Promise<void>((resolve) => void mpv.client.onClose(resolve))
    mpv.hangUp()
    await closed
    expect(await first.answer).toMatchObject({ ok: false, problem: { code: 'player-gone' } })
    expect(await second).toMatchObject({ ok: false, problem: { code: 'player-gone' } })
    expect(await mpv.client.request(['stop'])).toMatchObject({ ok: false, problem: { code: 'player-gone' } })
  })

  it('[PL33] tells a close to whoever asks after it', async () => {
    mpv.client.close()
    await new Promise<void>((resolve) => void mpv.client.onClose(resolve))
    expect(mpv.client.pending).toBe(0)
  })

  it('[PL34] gives a request up after its time, and ignores an answer that comes later', async () => {
    const { id, answer } = await ask()
    await clock.advance(DEFAULT_TIMEOUT_MS)
    expect(await answer).toMatchObject({ ok: false, problem: { code: 'player-timeout' } })
    const next = await ask()
    await mpv.say(`${reply(id, 'late')}${reply(next.id, 'in time')}`)
    expect(await next.answer).toMatchObject({ ok: true, value: { data: 'in time' } })
  })

  it('[PL35] skips what is no message, and reads on', async () => {
    const { id, answer } = await ask()
    await mpv.say(`not json\n{"half":\n\n[]\nnull\n{"request_id":"x"}\n${reply(id, 1)}`)
    expect(await answer).toMatchObject({ ok: true, value: { data: 1 } })
  })

  it('[PL35] skips a line longer than any that MPV writes, and reads on', async () => {
    const { id, answer } = await ask()
    await mpv.say(`"${'x'.repeat(MAXIMUM_LINE + 1)}`)
    await mpv.say(`tail"\n${reply(id, 1)}`)
    expect(await answer).toMatchObject({ ok: true, value: { data: 1 } })
  })

  it('[PL36] passes on why MPV refused', async () => {
    const { id, answer } = await ask()
    await mpv.say(`{"request_id":${id},"error":"invalid parameter"}\n`)
    const result = await answer
    expect(result).toMatchObject({ ok: false, problem: { code: 'player-refused' } })
    expect(result.ok ? '' : result.problem.sentence).toContain('invalid parameter')
  })

  it('[PL37] tells changes of a property until the observer leaves', async () => {
    const told: unknown[] = []
    const cancel = mpv.client.observeProperty('pause', (value) => told.push(value))
    const { request_id: id, command } = await mpv.request()
    expect(command).toEqual(['observe_property', 1, 'pause'])
    await mpv.say(`${reply(id, null)}{"event":"property-change","id":1,"name":"pause","data":true}\n`)
    const { id: other, answer } = await ask()
    await mpv.say(reply(other, null))
    await answer
    cancel()
    cancel()
    expect((await mpv.request()).command).toEqual(['unobserve_property', 1])
    expect(told).toEqual([true])
  })
})
