import { expect, it } from 'vitest'
import { BEAT_MS, LOADING_BEATS, PATIENT_BEATS, watchHeartbeat } from '../../../adapters/mpv/mpvHeartbeat.ts'
import type { IpcReply } from '../../../adapters/mpv/ipcClient.ts'
import type { PlayerResult } from '../../../adapters/player.ts'
import { success } from '../../../protocol/result.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'

/** An MPV that answers as long as it is `alive`. */
function watched(patience = PATIENT_BEATS) {
  const clock = createVirtualClock()
  const mpv = { alive: true, heard: 0, asked: 0, hung: 0 }
  const request = async (): Promise<PlayerResult<IpcReply>> => {
    mpv.asked += 1
    if (!mpv.alive) return new Promise(() => {})
    mpv.heard += 1
    return success({ data: 1, sentAtMs: 0, receivedAtMs: 0 })
  }
  const ipc = {
    request,
    get heard() {
      return mpv.heard
    },
  }
  const cancel = watchHeartbeat({ ipc, clock, patience: () => patience, onHung: () => (mpv.hung += 1) })
  return { clock, mpv, cancel }
}

it('[PL23] asks for a sign of life when it hears none, and is content with it', async () => {
  const { clock, mpv, cancel } = watched()
  await clock.advance(60_000)
  expect(mpv.hung).toBe(0)
  expect(mpv.asked).toBeGreaterThan(100)
  cancel()
  expect(clock.pending()).toBe(0)
})

it('[PL23] calls a silent MPV hung once, within 2 s of its last sign of life', async () => {
  const { clock, mpv } = watched()
  await clock.advance(10 * BEAT_MS)
  mpv.alive = false
  await clock.advance(1250)
  expect(mpv.hung).toBe(0)
  await clock.advance(750)
  expect(mpv.hung).toBe(1)
  await clock.advance(10_000)
  expect(mpv.hung).toBe(1)
  expect(clock.pending()).toBe(0)
})

it('[PL23] asks nothing of an MPV that talks anyway', async () => {
  const { clock, mpv, cancel } = watched()
  for (let beat = 0; beat < 20; beat += 1) {
    mpv.heard += 1
    await clock.advance(BEAT_MS)
  }
  expect(mpv).toMatchObject({ asked: 0, hung: 0 })
  cancel()
})

it('[PL23] bears more silence while a film is being opened', async () => {
  const { clock, mpv, cancel } = watched(LOADING_BEATS)
  mpv.alive = false
  await clock.advance(8000)
  expect(mpv.hung).toBe(0)
  await clock.advance(4000)
  expect(mpv.hung).toBe(1)
  cancel()
})
