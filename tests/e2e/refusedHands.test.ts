import { expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { createSystemClock } from '../../platform/systemClock.ts'
import type { CompanionState } from '../../protocol/companionState.ts'
import { readFace } from '../support/mpvFace.ts'
import { connectTo } from '../support/realMpv.ts'
import { besideLaunched } from '../support/realVlc.ts'
import type { JsonMember } from './cli/jsonMember.ts'
import {
  controlOf,
  happened,
  isInStep,
  pidOf,
  playingPair,
  quietMpv,
  quietVlc,
  type Pair,
} from './cli/tonguesPair.ts'

/** Many steps with real programs: on a busy machine they take minutes. */
const patient = { timeout: 300_000 }
const onlyTheHost = { startMs: 0, room: ['--control', 'host'] }
const clock = createSystemClock()
const REFUSED = 'Your role does not allow this in the room.'

/** What a viewer does in their own player, and how it shows there that it was put back. */
interface Hand {
  readonly what: string
  readonly do: () => Promise<unknown>
  /** Whether it was done, where it is put back sooner than Grace's own state tells. */
  readonly isDone?: () => Promise<boolean>
}

const revision = ({ room }: CompanionState) => room?.timeline.revision ?? -1

/** Whatever Grace does is put back within some seconds, and Ada knows nothing of it. */
async function expectPutBack({ ada, grace }: Pair, hands: readonly Hand[]): Promise<void> {
  const before = { events: happened(ada), revision: revision(ada.state() as CompanionState) }
  for (const hand of hands) {
    const astray = noticesAstray(grace)
    await hand.do()
    if (!((await hand.isDone?.()) ?? false)) await grace.until(`that ${hand.what} shows`, () => astray())
    await grace.until(`that ${hand.what} is put back`, isInStep)
  }
  expect(happened(ada)).toEqual(before.events)
  const known = ada.lines().flatMap((line) => (line.type === 'state' ? [line.state] : []))
  const since = known.filter((state) => revision(state) >= before.revision)
  expect(new Set(since.map(revision))).toEqual(new Set([before.revision]))
  expect(since.every(({ room }) => room?.timeline.playing === true)).toBe(true)
  expect(known.at(-1)?.room?.phase.kind).toBe('steady')
}

/** From now on: whether Grace's companion has seen her player do anything else than the room. */
function noticesAstray(grace: JsonMember): () => boolean {
  const from = grace.lines().length
  return () =>
    grace
      .lines()
      .slice(from)
      .some((line) => line.type === 'state' && !isInStep(line.state))
}

it(
  '[CP7] [PL67] a viewer who may not moves nobody by a real MPV: each hand is put back and said to be refused',
  patient,
  async () => {
    const pair = await playingPair(quietMpv, onlyTheHost)
    const viewer = await connectTo(controlOf(pair.grace), clock)
    onTestFinished(() => viewer.close())
    /** Presses a key, and reads on the picture that it is refused: not from the time before. */
    const press = (key: string) => async () => {
      await expect.poll(() => readFace(viewer), { timeout: 8000 }).not.toContain(REFUSED)
      await viewer.request(['keypress', key])
      await expect.poll(() => readFace(viewer), { timeout: 8000 }).toContain(REFUSED)
    }
    // The picture has said so: on a quick machine the player is back before any state tells of it.
    const isDone = () => Promise.resolve(true)
    await expectPutBack(pair, [
      { what: 'a pause', do: press('SPACE'), isDone },
      { what: 'a seek', do: press('UP'), isDone },
      { what: 'a next chapter', do: press('PGUP'), isDone },
      { what: 'another speed', do: press(']'), isDone },
    ])
    await viewer.request(['loadfile', pair.elsewhere])
    await pair.grace.until('her own film', ({ health }) => health.some(({ what }) => what === 'other-film'))
    await pair.grace.command({ kind: 'restart-player' })
    await pair.grace.until('the film of the room', (state) => state.health.length === 0 && isInStep(state))
    await expectPutBack(pair, [])
  },
)

it('[CP7] [PL67] nor by a real VLC', patient, async () => {
  const pair = await playingPair(await quietVlc(), onlyTheHost)
  const viewer = besideLaunched(pidOf(pair.grace), clock)
  onTestFinished(() => viewer.close())
  const press = (key: string) => () =>
    viewer.get(
      '/requests/status.json',
      [
        ['command', 'key'],
        ['val', key],
      ],
      3000,
    )
  const speed = async () => {
    const status = await viewer.get('/requests/status.json', [], 3000)
    return status.ok ? z.object({ rate: z.number() }).parse(JSON.parse(status.value.body)).rate : null
  }
  await expectPutBack(pair, [
    { what: 'a pause', do: press('play-pause') },
    { what: 'a seek', do: press('jump+medium') },
    { what: 'a next chapter', do: press('chapter-next') },
    { what: 'another speed', do: press('faster'), isDone: async () => (await speed()) !== 1 },
  ])
  const another = [
    ['command', 'in_play'],
    ['input', pair.elsewhere],
  ] as const
  await viewer.get('/requests/status.json', another, 3000)
  await pair.grace.until('her own film', ({ health }) => health.some(({ what }) => what === 'other-film'))
  await pair.grace.command({ kind: 'restart-player' })
  await pair.grace.until('the film of the room', (state) => state.health.length === 0 && isInStep(state))
  await expectPutBack(pair, [])
})

it('[PL66] the next chapter by a hand that may takes the room there, by one request', patient, async () => {
  const { ada, grace } = await playingPair(quietMpv, { startMs: 0 })
  const viewer = await connectTo(controlOf(grace), clock)
  onTestFinished(() => viewer.close())
  const sought = ({ events }: CompanionState) => events.filter(({ what }) => what === 'sought')
  await viewer.request(['keypress', 'PGUP'])
  await ada.until('the seek', (state) => sought(state).length > 0)
  expect(sought(ada.state() as CompanionState)).toMatchObject([{ name: 'Grace' }])
  // Ada's player follows what she was told already.
  const isThere = (state: CompanionState) => (state.follow.positionMs ?? 0) > 59_000
  await ada.until('the next chapter', (state) => isThere(state) && isInStep(state))
  expect(ada.state()?.follow.positionMs).toBeLessThan(80_000)
})
