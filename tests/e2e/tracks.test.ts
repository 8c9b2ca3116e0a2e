import { expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import type { IpcClient } from '../../adapters/mpv/ipcClient.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import { connectTo } from '../support/realMpv.ts'
import { isInLetters, isInSquares, lookAtSubtitle, type SeenSubtitle } from './cli/mpvPicture.ts'
import type { JsonMember } from './cli/jsonMember.ts'
import {
  controlOf,
  expectUndisturbed,
  happened,
  isInStep,
  must,
  playingPair,
  quietMpv,
  quietVlc,
  selected,
} from './cli/tonguesPair.ts'

/** Many steps with real programs: on a busy machine they take minutes. */
const patient = { timeout: 300_000 }
const TRANSCODE = { kind: 'set-quality', maxBitrate: null, transcode: true } as const

const subtitle = (key: string | null) => ({ kind: 'choose-track', track: 'subtitle', key })

/** A line is shown for three seconds of ten. */
async function untilSeen(viewer: IpcClient, isIt: (seen: SeenSubtitle) => boolean): Promise<void> {
  const look = async () => isIt(await lookAtSubtitle(viewer))
  await expect.poll(look, { timeout: 30_000, interval: 300 }).toBe(true)
}

async function beside(member: JsonMember): Promise<IpcClient> {
  const viewer = await connectTo(controlOf(member), createSystemClock())
  onTestFinished(() => viewer.close())
  return viewer
}

const untilTranscoded = (member: JsonMember) =>
  member.until(
    'the transcode',
    (state) => state.media?.kind === 'open' && state.media.delivery.kind === 'transcode' && isInStep(state),
  )

const codec = async (viewer: IpcClient) => {
  const reply = await viewer.request(['get_property', 'current-tracks/sub'])
  return reply.ok ? (z.object({ codec: z.string() }).safeParse(reply.value.data).data?.codec ?? null) : null
}

it(
  '[JF37] a styled subtitle is drawn in the film’s own font by a real MPV, within the film and on its own beside a transcode',
  patient,
  async () => {
    const { ada, grace } = await playingPair(quietMpv, { startMs: 0 })
    const before = happened(ada)
    const viewer = await beside(grace)
    await must(grace, subtitle('library-3'))
    await untilSeen(viewer, isInLetters)
    await must(grace, subtitle('library-4'))
    await untilSeen(viewer, isInSquares)
    await must(grace, TRANSCODE)
    await untilTranscoded(grace)
    await grace.until('the styled subtitle', (state) => selected(state).includes('library-4'))
    expect(grace.state()?.personal.tracks.find(({ key }) => key === 'library-4')).toMatchObject({
      external: true,
    })
    await untilSeen(viewer, isInSquares)
    expectUndisturbed({ ada }, before)
  },
)

it(
  '[JF38] subtitles of pictures are shown by a real MPV from the film, and come within the picture of a transcode',
  patient,
  async () => {
    const { ada, grace } = await playingPair(quietMpv, { startMs: 0 })
    const before = happened(ada)
    const viewer = await beside(grace)
    await must(grace, subtitle('library-5'))
    await grace.until('the pictures', (state) => selected(state).includes('library-5'))
    expect(await codec(viewer)).toBe('hdmv_pgs_subtitle')
    await untilSeen(viewer, isInLetters)
    await must(grace, TRANSCODE)
    await untilTranscoded(grace)
    await grace.until('the pictures', (state) => selected(state).includes('library-5'))
    expect(await codec(viewer)).toBeNull()
    await untilSeen(viewer, isInLetters)
    await must(grace, subtitle(null))
    await grace.until('none', (state) => !selected(state).includes('library-5') && isInStep(state))
    expectUndisturbed({ ada }, before)
  },
)

it('[JF38] a real VLC shows them from the film too, and goes on with a transcode', patient, async () => {
  const { ada, grace } = await playingPair(await quietVlc(), { startMs: 0 })
  const before = happened(ada)
  await must(grace, subtitle('library-5'))
  await grace.until('the pictures', (state) => selected(state).includes('library-5'))
  await must(grace, TRANSCODE)
  await untilTranscoded(grace)
  await grace.until('the pictures in the picture', (state) => selected(state).includes('library-5'))
  await must(grace, subtitle('library-4'))
  await grace.until(
    'the styled subtitle',
    (state) => selected(state).includes('library-4') && isInStep(state),
  )
  expectUndisturbed({ ada }, before)
})
