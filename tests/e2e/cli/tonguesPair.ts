import { expect, onTestFinished } from 'vitest'
import { ensureFilms } from '../../../demo/films/ensureFilms.ts'
import { FILM_RECIPES } from '../../../demo/films/recipes.ts'
import { itemIdOf } from '../../../demo/library/catalogueEntries.ts'
import type { DemoLibrary } from '../../../demo/library/demoLibrary.ts'
import { ADA, GRACE } from '../../../demo/library/people.ts'
import type { CompanionState } from '../../../protocol/companionState.ts'
import { emptyBoxes, openLibrary } from '../../demo/support/shelf.ts'
import { createVlcUser, HEADLESS_VLC } from '../../support/realVlc.ts'
import { openSessionServer, quietPlayer, signIn } from './household.ts'
import { startJsonMember, type JsonMember } from './jsonMember.ts'

const [tongues = FILM_RECIPES[0]] = FILM_RECIPES.filter(({ id }) => id === 'tongues')

/**
 * Two minutes with two sounds and five subtitles: embedded as text (3), styled with a font of the film's own (4) and as
 * pictures (5), and two beside the film (6, 7).
 */
const recipe = { ...tongues, seconds: 120 }
const item = itemIdOf(recipe.id)
const TRACKS = recipe.audio.length + recipe.subtitles.length

async function openTongues(): Promise<DemoLibrary> {
  const films = await ensureFilms({ recipes: [recipe] })
  if (!films.ok) throw new Error(films.problem.sentence)
  return openLibrary({
    films: [...films.value, ...emptyBoxes().filter((film) => film.recipe.id !== recipe.id)],
  })
}

/** What a member is started with to have such a player. */
export interface MemberPlayer {
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
}

export const quietMpv: MemberPlayer = { args: quietPlayer, env: {} }

/** A VLC without window and sound, run by somebody who may; both are gone after the test. */
export async function quietVlc(): Promise<MemberPlayer> {
  const user = await createVlcUser()
  onTestFinished(() => user.remove())
  const { runAs } = user
  const args = ['--player', 'vlc', ...HEADLESS_VLC.flatMap((option) => [`--player-arg=${option}`])]
  return {
    args,
    env: runAs === undefined ? {} : { LOCKSTEP_VLC_USER: `${runAs.uid}:${runAs.gid}:${runAs.home}` },
  }
}

export interface Pair {
  readonly ada: JsonMember
  readonly grace: JsonMember
  /** Grace comes once more, as she left. */
  again(): JsonMember
  /** An address of a film that is not the room's to the players. */
  readonly elsewhere: string
}

export interface PairOptions {
  readonly startMs?: number
  /** How Ada creates the room, beyond what is needed. */
  readonly room?: readonly string[]
}

/** Ada and Grace in a room that plays; Grace has the player that is given. */
export async function playingPair(
  { args, env }: MemberPlayer,
  { startMs = 20_000, room = [] }: PairOptions = {},
): Promise<Pair> {
  const library = await openTongues()
  const server = await openSessionServer()
  const [adaHome, graceHome] = [await signIn(library, ADA), await signIn(library, GRACE)]
  const create = ['create', item, '--server', server.url, '--start-ms', `${startMs}`, ...room, ...quietPlayer]
  const ada = startJsonMember(create, { home: adaHome })
  await ada.until('the film', ({ player: { kind } }) => kind === 'ready')
  const again = () => startJsonMember(['join', ada.link() ?? '', ...args], { home: graceHome, env })
  const grace = again()
  await grace.until('the film', ({ player: { kind } }) => kind === 'ready')
  await grace.until(
    'all tracks',
    ({ personal }) => personal.tracks.filter(({ available }) => available).length === TRACKS,
  )
  expect(await ada.command({ kind: 'act', action: { kind: 'play' } })).toMatchObject({ ok: true })
  await grace.until('the start', isInStep)
  return { ada, grace, again, elsewhere: `${library.url}/Videos/${item}/stream` }
}

export const isInStep = ({ follow }: CompanionState): boolean =>
  follow.mode === 'following' &&
  follow.driftMs !== null &&
  Math.abs(follow.driftMs) < 40 &&
  follow.behindMs === 0

/** The keys of the chosen tracks. */
export const selected = ({ personal }: CompanionState): readonly string[] =>
  personal.tracks.flatMap(({ selected: isSelected, key }) => (isSelected ? [key] : []))

export const happened = (member: JsonMember) => (member.state()?.events ?? []).map(({ what }) => what)

/** The room has noticed nothing: it plays, waits for nobody, and tells nothing new. */
export function expectUndisturbed({ ada }: Pick<Pair, 'ada'>, before: readonly string[]) {
  expect(ada.lines().some((line) => line.type === 'state' && isWaitingAgain(line.state))).toBe(false)
  expect(happened(ada)).toEqual(before)
}

const isWaitingAgain = ({ room, events }: CompanionState): boolean =>
  room?.phase.kind === 'waiting' && events.some(({ what }) => what === 'played') && room.timeline.revision > 1

/** Where the player of this member is controlled. */
export function controlOf(member: JsonMember): string {
  const player = member.state()?.player
  return player?.kind === 'ready' ? (player.control ?? '') : ''
}

export function pidOf(member: JsonMember): number {
  const player = member.state()?.player
  return player?.kind === 'ready' ? (player.pid ?? 0) : 0
}

/** Grace does something for herself, which has to work. */
export async function must(member: JsonMember, command: object): Promise<void> {
  const reply = await member.command(command)
  if (!reply.ok) throw new Error(JSON.stringify(reply))
}
