import { expect, it } from 'vitest'
import { createFrameEdges, frameLeadMs } from '../../../adapters/mpv/frameEdges.ts'
import { createMpvMirror } from '../../../adapters/mpv/mpvMirror.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'

const FRAME_MS = 40

function playing() {
  const clock = createVirtualClock()
  const mirror = Object.assign(createMpvMirror(), { paused: false, frameMs: FRAME_MS })
  let tell: (value: unknown) => void = () => {}
  const observeProperty = (_name: string, listener: (value: unknown) => void) => {
    tell = listener
    return () => {}
  }
  const edges = createFrameEdges({ observeProperty }, clock, mirror)
  const frame = async (positionMs: number, afterMs = FRAME_MS) => {
    await clock.advance(afterMs)
    tell(positionMs / 1000)
  }
  return { clock, mirror, edges, frame }
}

it('[PL25] tells where a silent film is by the frames, less the time until they are shown', async () => {
  const { clock, edges, frame } = playing()
  expect(edges.latest()).toBeNull()
  for (let index = 1; index <= 10; index += 1) await frame(1000 + index * FRAME_MS)
  expect(edges.latest()?.positionMs).toBeCloseTo(1400 - frameLeadMs(FRAME_MS))
  expect(edges.latest()?.observedAtMs).toBe(clock.nowMs())
})

it('[PL25] is not misled by single frames told late', async () => {
  const { edges, frame } = playing()
  edges.latest()
  for (let index = 1; index <= 9; index += 1) await frame(1000 + index * FRAME_MS)
  await frame(1400, FRAME_MS + 15)
  expect(edges.latest()?.positionMs).toBeCloseTo(1415 - frameLeadMs(FRAME_MS))
})

it('[PL25] forgets the frames before a seek, a pause or a change of speed', async () => {
  const { mirror, edges, frame } = playing()
  edges.latest()
  await frame(1000)
  mirror.seeking = true
  await frame(9000)
  expect(edges.latest()).toBeNull()
  mirror.seeking = false
  await frame(9040)
  mirror.rate = 2
  await frame(9120)
  expect(edges.latest()?.positionMs).toBeCloseTo(9120 - 2 * frameLeadMs(FRAME_MS))
})

it('[PL25] says nothing when no frame came for a second', async () => {
  const { clock, edges, frame } = playing()
  edges.latest()
  await frame(1000)
  await clock.advance(1001)
  expect(edges.latest()).toBeNull()
})

it('[PL25] knows how long before it is shown a frame is told', () => {
  const lead = (fps: number) => Math.round(frameLeadMs(1000 / fps))
  expect([10, 24, 25, 30, 50, 60].map(lead)).toEqual([50, 42, 40, 33, 40, 33])
})
