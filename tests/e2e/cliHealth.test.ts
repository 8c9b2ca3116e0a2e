import { expect, it } from 'vitest'
import { itemIdOf } from '../../demo/library/catalogueEntries.ts'
import { ADA } from '../../demo/library/people.ts'
import { REAL_FILM_ID } from '../demo/support/shelf.ts'
import { openPlayableLibrary, openSessionServer, quietPlayer, signIn } from './cli/household.ts'
import { startJsonMember } from './cli/jsonMember.ts'

const film = itemIdOf(REAL_FILM_ID)

it('[HL17] tells that its process stood still, and is back in step, player and all', async () => {
  const library = await openPlayableLibrary()
  const server = await openSessionServer()
  const home = await signIn(library, ADA)
  const ada = startJsonMember(['create', film, '--server', server.url, '--start-ms', '0', ...quietPlayer], {
    home,
  })
  await ada.until('the film', ({ player }) => player.kind === 'ready')
  await ada.command({ kind: 'act', action: { kind: 'play' } })
  await ada.until('in step', ({ follow }) => follow.mode === 'following' && follow.driftMs !== null)
  const player = ada.state()?.player
  const pids = [ada.cli.child.pid ?? 0, (player?.kind === 'ready' ? player.pid : null) ?? 0]
  for (const pid of pids) process.kill(pid, 'SIGSTOP')
  await new Promise((resolve) => setTimeout(resolve, 7000))
  for (const pid of pids) process.kill(pid, 'SIGCONT')
  await ada.until('the news', ({ health }) => health.some(({ what }) => what === 'slept'))
  expect(ada.state()?.health[0]?.problem.sentence).toMatch(/slept for [5-9]\.\d s/)
  await ada.until(
    'in step again',
    ({ session, follow, room }) =>
      session.kind === 'online' &&
      room?.timeline.playing === true &&
      follow.mode === 'following' &&
      Math.abs(follow.driftMs ?? 1000) < 40,
  )
  expect(ada.state()?.player).toMatchObject({ kind: 'ready', pid: pids[1] })
})
