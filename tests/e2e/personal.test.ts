import { expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { createSystemClock } from '../../platform/systemClock.ts'
import { connectTo } from '../support/realMpv.ts'
import {
  controlOf,
  expectUndisturbed,
  happened,
  isInStep,
  playingPair,
  quietMpv,
  quietVlc,
  selected,
  type Pair,
} from './cli/tonguesPair.ts'

/** Many steps with real programs: on a busy machine they take minutes. */
const patient = { timeout: 300_000 }

const language = z.object({ lang: z.string() })

it(
  '[CP90] [CP94] [CP98] [CP99] [CP100] sees again, switches tracks and quality in a real MPV, the room not noticing, and again next time',
  patient,
  async () => {
    const { ada, grace, again } = await playingPair(quietMpv)
    const before = happened(ada)
    await seesAgain({ ada, grace })
    const control = controlOf(grace)
    const viewer = await connectTo(control, createSystemClock())
    onTestFinished(() => viewer.close())
    const chosen = async () => {
      const [audio, subtitle] = await Promise.all([
        viewer.request(['get_property', 'current-tracks/audio']),
        viewer.request(['get_property', 'current-tracks/sub']),
      ])
      return [audio, subtitle].map((reply) =>
        reply.ok ? (language.safeParse(reply.value.data).data?.lang ?? null) : null,
      )
    }
    expect(await grace.command({ kind: 'choose-track', track: 'audio', key: 'library-2' })).toMatchObject({
      ok: true,
    })
    expect(await grace.command({ kind: 'choose-track', track: 'subtitle', key: 'library-6' })).toMatchObject({
      ok: true,
    })
    await grace.until('her tracks', (state) => selected(state).join() === 'library-2,library-6')
    expect(await chosen()).toEqual(['fra', 'deu'])
    // A transcode has one sound: the liked one.
    expect(await grace.command({ kind: 'set-quality', maxBitrate: 100_000, transcode: false })).toMatchObject(
      {
        ok: true,
      },
    )
    await grace.until(
      'the transcode',
      ({ media }) => media?.kind === 'open' && media.delivery.kind === 'transcode',
    )
    await grace.until('that she is back in step', isInStep)
    await grace.until('the same tracks', (state) => selected(state).join() === 'library-2,library-6')
    expect(grace.state()?.personal.tracks.map(({ reopens }) => reopens)).toEqual([
      true,
      false,
      false,
      false,
      // Pictures, which a transcode has only within its own.
      true,
      false,
      false,
    ])
    expect(await grace.command({ kind: 'choose-track', track: 'audio', key: 'library-1' })).toMatchObject({
      ok: true,
    })
    await grace.until('the other sound', (state) => selected(state).join() === 'library-1,library-6')
    await grace.until('that she is back in step', isInStep)
    expect(await grace.command({ kind: 'set-quality', maxBitrate: null, transcode: false })).toMatchObject({
      ok: true,
    })
    await grace.until('the file', ({ media }) => media?.kind === 'open' && media.delivery.kind === 'direct')
    await grace.until('the same tracks', (state) => selected(state).join() === 'library-1,library-6')
    expectUndisturbed({ ada }, before)
    await grace.command({ kind: 'leave-room' })
    grace.cli.child.kill('SIGTERM')
    await grace.cli.ended
    const later = again()
    await later.until('the same tracks', (state) => selected(state).join() === 'library-1,library-6')
  },
)

it('[CP90] [CP98] [CP99] does the same in a real VLC', patient, async () => {
  const { ada, grace } = await playingPair(await quietVlc())
  const before = happened(ada)
  expect(await grace.command({ kind: 'choose-track', track: 'audio', key: 'library-2' })).toMatchObject({
    ok: true,
  })
  expect(await grace.command({ kind: 'choose-track', track: 'subtitle', key: 'library-4' })).toMatchObject({
    ok: true,
  })
  await grace.until('her tracks', (state) => selected(state).join() === 'library-2,library-4')
  expect(await grace.command({ kind: 'choose-track', track: 'subtitle', key: 'library-7' })).toMatchObject({
    ok: true,
  })
  await grace.until('the external subtitle', (state) => selected(state).join() === 'library-2,library-7')
  await seesAgain({ ada, grace })
  expectUndisturbed({ ada }, before)
})

async function seesAgain({ ada, grace }: Pick<Pair, 'ada' | 'grace'>) {
  const before = happened(ada)
  expect(await grace.command({ kind: 'replay', byMs: null })).toMatchObject({ ok: true })
  await grace.until(
    'that she sees it again',
    ({ follow }) =>
      follow.behindMs > 9000 && follow.mode === 'following' && Math.abs(follow.driftMs ?? 99) < 40,
  )
  expect(grace.state()?.follow.rate).toBeGreaterThan(1.04)
  await grace.until('that she catches up', ({ follow }) => follow.behindMs > 0 && follow.behindMs < 9300)
  expect(await grace.command({ kind: 'end-replay' })).toMatchObject({ ok: true })
  await grace.until('that she is back in step', isInStep)
  expectUndisturbed({ ada }, before)
}
