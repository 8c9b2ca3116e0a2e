import { expect, it } from 'vitest'
import { FILM_RECIPES } from '../../demo/films/recipes.ts'
import { itemIdOf } from '../../demo/library/catalogueEntries.ts'
import { ADA, KEEPER } from '../../demo/library/people.ts'
import { parseJoinLink } from '../../protocol/joinLink.ts'
import type { CompanionState } from '../../protocol/companionState.ts'
import { emptyBoxes, openLibrary, REAL_FILM_ID, realFilm } from '../demo/support/shelf.ts'
import { startCli, startCliInTerminal } from './cli/cliProcess.ts'
import { openSessionServer, quietPlayer, signIn } from './cli/household.ts'
import { startJsonMember } from './cli/jsonMember.ts'
import { quietMpv, quietVlc } from './cli/tonguesPair.ts'

const film = itemIdOf(REAL_FILM_ID)
const nextFilmId = 'lighthouse-2'
const password = 'open sesame'

/** Two films that can be played: the second is the first one's file under another name. */
async function openTwoFilms() {
  const real = await realFilm()
  const recipe = FILM_RECIPES.find(({ id }) => id === nextFilmId)
  if (recipe === undefined) throw new Error(`there is no ${nextFilmId}`)
  const others = emptyBoxes().filter(({ recipe: { id } }) => id !== REAL_FILM_ID && id !== nextFilmId)
  return await openLibrary({ films: [real, { ...real, recipe }, ...others] })
}

const isInStep = ({ room, follow }: CompanionState) =>
  room?.timeline.playing === true && follow.driftMs !== null && Math.abs(follow.driftMs) < 40

const players = [
  ['two MPVs', () => Promise.resolve(quietMpv)],
  ['an MPV and a VLC', quietVlc],
] as const

it.each(players)(
  '[CP60] [CP74] [CL81] a living room goes on to the next film in the same %s, in step',
  async (_, open) => {
    const { args, env } = await open()
    const library = await openTwoFilms()
    const server = await openSessionServer()
    const adaHome = { home: await signIn(library, ADA), env: { LOCKSTEP_ROOM_PASSWORD: password } }
    const creating = ['create', film, '--server', server.url, '--start-ms', '290000', '--password']
    const ada = startJsonMember([...creating, ...quietPlayer], adaHome)
    await ada.until('the film', ({ player }) => player.kind === 'ready')
    const link = ada.link() ?? ''
    const grace = startJsonMember(['join', link, ...args], { home: await signIn(library, KEEPER), env })
    await grace.until('the question', ({ problem }) => problem?.code === 'password-needed')
    const target = parseJoinLink(link, null)
    if (!target.ok) throw new Error(link)
    const joining = grace.command({ kind: 'join-room', ...target.value, password })
    expect(await joining).toMatchObject({ ok: true })
    expect(await grace.command({ kind: 'queue-film', itemId: itemIdOf(nextFilmId) })).toMatchObject({
      ok: true,
    })
    await grace.until('the film', ({ player }) => player.kind === 'ready')
    const pidsOf = () =>
      [ada, grace].map((one) => one.state()?.player).map((player) => player?.kind === 'ready' && player.pid)
    const before = pidsOf()
    expect(await ada.command({ kind: 'act', action: { kind: 'play' } })).toMatchObject({ ok: true })
    const onNext = (state: CompanionState) =>
      state.room?.media.itemId === itemIdOf(nextFilmId) && state.media?.kind === 'open' && isInStep(state)
    await Promise.all([ada.until('the next film', onNext), grace.until('the next film', onNext)])
    expect(ada.state()?.room?.queue).toEqual([])
    expect(pidsOf()).toEqual(before)
    expect(before.every((pid) => typeof pid === 'number')).toBe(true)
  },
)

it('[CL80] a guest ends with 0 and says why when the host ends the room, and when its time is over', async () => {
  const library = await openTwoFilms()
  const server = await openSessionServer()
  const adaHome = { home: await signIn(library, ADA) }
  const graceHome = { home: await signIn(library, KEEPER) }
  for (const [how, options, words] of [
    ['the host', [], 'The room has ended.'],
    ['its time', ['--expires', '20s'], "The room's time is over."],
  ] as const) {
    const ada = startJsonMember(['create', film, '--server', server.url, ...options, ...quietPlayer], adaHome)
    await ada.until('the room', ({ room }) => room !== null)
    const grace = startJsonMember(['join', ada.link() ?? '', ...quietPlayer], graceHome)
    await grace.until(`the room that ends by ${how}`, ({ room }) => room !== null)
    const inTerminal = startCli(['join', ada.link() ?? '', ...quietPlayer], graceHome)
    await inTerminal.says('In the room.')
    if (options.length === 0) await ada.command({ kind: 'govern', deed: { kind: 'end' } })
    expect(await Promise.all([grace.cli.ended, inTerminal.ended])).toEqual([0, 0])
    expect(inTerminal.stderr() + inTerminal.stdout()).toContain(words)
    ada.cli.child.kill('SIGTERM')
    await ada.cli.ended
  }
})

it('[CL75] [CL80] asks for the password at a terminal, takes what is typed, and ends with what the host decides', async () => {
  const library = await openTwoFilms()
  const server = await openSessionServer()
  const adaHome = { home: await signIn(library, ADA), env: { LOCKSTEP_ROOM_PASSWORD: password } }
  const creating = ['create', film, '--server', server.url, '--password', '--control', 'host']
  const ada = startCliInTerminal([...creating, ...quietPlayer], adaHome)
  await ada.says('the host controls, password')
  const link = /lockstep:\/\/join\/[^\s\u001B]+/.exec(ada.stdout())?.[0] ?? ''
  const grace = startCliInTerminal(['join', link, ...quietPlayer], { home: await signIn(library, KEEPER) })
  await grace.says('Password of the room:')
  grace.child.stdin?.write('open says me\r')
  await grace.says("This is not the room's password")
  await grace.says(/Password of the room:[^]*Password of the room:/)
  grace.child.stdin?.write(`${password}\r`)
  await grace.says('space play/pause')
  grace.child.stdin?.write('/hand\r')
  await ada.says('hand up')
  ada.child.stdin?.write('/role \t')
  ada.child.stdin?.write('K\t controller\r')
  await grace.says(/made \S+ a controller/)
  ada.child.stdin?.write('/kick k\r')
  await grace.says('You were put out of the room.')
  expect(await grace.ended).toBe(1)
  ada.child.stdin?.write('/end\r')
  expect(await ada.ended).toBe(0)
  expect(ada.stdout() + grace.stdout()).not.toContain(password)
})
