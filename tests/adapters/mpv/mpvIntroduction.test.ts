import { expect, it, onTestFinished } from 'vitest'
import { introduce } from '../../../adapters/mpv/mpvIntroduction.ts'
import { connectToFakeMpv } from '../../support/fakeMpv.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'

async function askedWithin(timeoutMs: number) {
  const clock = createVirtualClock()
  const mpv = await connectToFakeMpv(clock)
  onTestFinished(() => mpv.close())
  const introduction = introduce(mpv.client, timeoutMs)
  const answer = async (data: unknown) => {
    const { request_id } = await mpv.request()
    await mpv.say(`${JSON.stringify({ request_id, error: 'success', data })}\n`)
  }
  return { clock, introduction, answer }
}

it('[PL48] waits for an MPV that is still trying its outputs as long as a start may take', async () => {
  const { clock, introduction, answer } = await askedWithin(10_000)
  await clock.advance(9_900)
  await answer('mpv 0.35.1')
  await answer(42)
  expect(await introduction).toEqual({ name: 'MPV 0.35.1', pid: 42 })
})

it('[PL48] and not longer', async () => {
  const { clock, introduction } = await askedWithin(10_000)
  await clock.advance(10_000)
  expect(await introduction).toBeNull()
})
