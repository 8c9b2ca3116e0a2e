import { expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { ensureFilms } from '../../demo/films/ensureFilms.ts'
import { FILM_RECIPES } from '../../demo/films/recipes.ts'
import { itemIdOf } from '../../demo/library/catalogueEntries.ts'
import type { DemoLibrary } from '../../demo/library/demoLibrary.ts'
import { ADA, GRACE } from '../../demo/library/people.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import type { CompanionState } from '../../protocol/companionState.ts'
import { emptyBoxes, openLibrary } from '../demo/support/shelf.ts'
import { connectTo } from '../support/realMpv.ts'
import { createVlcUser, HEADLESS_VLC } from '../support/realVlc.ts'
import { openSessionServer, quietPlayer, signIn } from './cli/household.ts'
import { startJsonMember, type JsonMember } from './cli/jsonMember.ts'

const [tongues = FILM_RECIPES[0]] = FILM_RECIPES.filter(({ id }) => id === 'tongues')

/** Many steps with real programs: on a busy machine they take minutes. */
const patient = { timeout: 300_000 }

/** Two sounds, two embedded and two external subtitles, in two minutes. */
const recipe = { ...tongues, seconds: 120 }
const item = itemIdOf(recipe.id)
const quietVlc = ['--player', 'vlc', ...HEADLESS_VLC.flatMap((option) => [`--player-arg=${option}`])]

const language = z.object({ lang: z.string() })

async function openTongues(): Promise<DemoLibrary> {
  const films = await ensureFilms({ recipes: [recipe] })
  if (!films.ok) throw new Error(films.problem.sentence)
  return openLibrary({
    films: [...films.value, ...emptyBoxes().filter((film) => film.recipe.id !== recipe.id)],
  })
}

interface Pair {
  readonly ada: JsonMember
  readonly grace: JsonMember
  /** Grace comes once more, as she left. */
  again(): JsonMember
}

/** Ada and Grace in a room that plays; Grace has the player that these arguments name. */
async function playingPair(player: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Pair> {
  const library = await openTongues()
  const server = await openSessionServer()
  const [adaHome, graceHome] = [await signIn(library, ADA), await signIn(library, GRACE)]
  const create = ['create', item, '--server', server.url, '--start-ms', '20000', ...quietPlayer]
  const ada = startJsonMember(create, { home: adaHome })
  await ada.until('the film', ({ player: { kind } }) => kind === 'ready')
  const again = () => startJsonMember(['join', ada.link() ?? '', ...player], { home: graceHome, env })
  const grace = again()
  await grace.until('the film', ({ player: { kind } }) => kind === 'ready')
  await grace.until(
    'all tracks',
    ({ personal }) => personal.tracks.filter(({ available }) => available).length === 6,
  )
  expect(await ada.command({ kind: 'act', action: { kind: 'play' } })).toMatchObject({ ok: true })
  await grace.until('the start', isInStep)
  return { ada, grace, again }
}

const isInStep = ({ follow }: CompanionState): boolean =>
  follow.mode === 'following' &&
  follow.driftMs !== null &&
  Math.abs(follow.driftMs) < 40 &&
  follow.behindMs === 0

const selected = ({ personal }: CompanionState): readonly string[] =>
  personal.tracks.flatMap(({ selected: isSelected, key }) => (isSelected ? [key] : []))

const happened = (member: JsonMember) => (member.state()?.events ?? []).map(({ what }) => what)

/** The room has noticed nothing: it plays, waits for nobody, and tells nothing new. */
function expectUndisturbed({ ada }: Pick<Pair, 'ada'>, before: readonly string[]) {
  expect(ada.lines().some((line) => line.type === 'state' && isWaitingAgain(line.state))).toBe(false)
  expect(happened(ada)).toEqual(before)
}

const isWaitingAgain = ({ room, events }: CompanionState): boolean =>
  room?.phase.kind === 'waiting' && events.some(({ what }) => what === 'played') && room.timeline.revision > 1

it(
  '[CP90] [CP94] [CP98] [CP99] [CP100] sees again, switches tracks and quality in a real MPV, the room not noticing, and again next time',
  patient,
  async () => {
    const { ada, grace, again } = await playingPair(quietPlayer)
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
    expect(await grace.command({ kind: 'choose-track', track: 'subtitle', key: 'library-5' })).toMatchObject({
      ok: true,
    })
    await grace.until('her tracks', (state) => selected(state).join() === 'library-2,library-5')
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
    await grace.until('the same tracks', (state) => selected(state).join() === 'library-2,library-5')
    expect(grace.state()?.personal.tracks.map(({ reopens }) => reopens)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ])
    expect(await grace.command({ kind: 'choose-track', track: 'audio', key: 'library-1' })).toMatchObject({
      ok: true,
    })
    await grace.until('the other sound', (state) => selected(state).join() === 'library-1,library-5')
    await grace.until('that she is back in step', isInStep)
    expect(await grace.command({ kind: 'set-quality', maxBitrate: null, transcode: false })).toMatchObject({
      ok: true,
    })
    await grace.until('the file', ({ media }) => media?.kind === 'open' && media.delivery.kind === 'direct')
    await grace.until('the same tracks', (state) => selected(state).join() === 'library-1,library-5')
    expectUndisturbed({ ada }, before)
    await grace.command({ kind: 'leave-room' })
    grace.cli.child.kill('SIGTERM')
    await grace.cli.ended
    const later = again()
    await later.until('the same tracks', (state) => selected(state).join() === 'library-1,library-5')
  },
)

it('[CP90] [CP98] [CP99] does the same in a real VLC', patient, async () => {
  const user = await createVlcUser()
  onTestFinished(() => user.remove())
  const { runAs } = user
  const env = runAs === undefined ? {} : { LOCKSTEP_VLC_USER: `${runAs.uid}:${runAs.gid}:${runAs.home}` }
  const { ada, grace } = await playingPair(quietVlc, env)
  const before = happened(ada)
  expect(await grace.command({ kind: 'choose-track', track: 'audio', key: 'library-2' })).toMatchObject({
    ok: true,
  })
  expect(await grace.command({ kind: 'choose-track', track: 'subtitle', key: 'library-4' })).toMatchObject({
    ok: true,
  })
  await grace.until('her tracks', (state) => selected(state).join() === 'library-2,library-4')
  expect(await grace.command({ kind: 'choose-track', track: 'subtitle', key: 'library-6' })).toMatchObject({
    ok: true,
  })
  await grace.until('the external subtitle', (state) => selected(state).join() === 'library-2,library-6')
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

function controlOf(member: JsonMember): string {
  const player = member.state()?.player
  return player?.kind === 'ready' ? (player.control ?? '') : ''
}
