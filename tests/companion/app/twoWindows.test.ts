import { describe, expect, it } from 'vitest'
import { SimulatedPlayer } from '../../../adapters/simulated/simulatedPlayer.ts'
import { success } from '../../../protocol/result.ts'
import { openLibrary } from '../../demo/support/shelf.ts'
import { clock, aPlayer, openTestApp } from './appOfTest.ts'
import { film, openRoom, twoPeople } from './roomsOfTest.ts'

/** Players that nobody sees; how many of them were not closed. */
function countedPlayers() {
  let open = 0
  const launch = () => {
    const player = new SimulatedPlayer(clock)
    const close = () => {
      open -= 1
      return SimulatedPlayer.prototype.close.call(player)
    }
    open += 1
    return Promise.resolve(success(Object.assign(player, { close })))
  }
  return { open: () => open, players: { ...aPlayer, launcher: () => success(launch) } }
}

describe('two windows', () => {
  it('[CP112] that open a room at once get the last one, and nothing of the first stays', async () => {
    const { players, open } = countedPlayers()
    const app = openTestApp({ players })
    await app.signsIn(await openLibrary())
    const itemId = await film(app)
    const [first, second] = [0, 60_000].map((startMs) =>
      app.app.command({ kind: 'play-alone', itemId, startMs }),
    )
    expect(await first).toMatchObject({ ok: false, problem: { code: 'overtaken' } })
    expect(await second).toMatchObject({ ok: true })
    await app.until(({ companion }) => (companion.room?.timeline.positionMs ?? 0) >= 60_000)
    expect(open()).toBe(1)
    await app.close()
    expect(open()).toBe(0)
  })

  it('[AP19] that command the opposite at once leave one state, which both see', async () => {
    const { host } = await twoPeople()
    await openRoom(host)
    const act = (action: { kind: 'play' } | { kind: 'pause'; positionMs: null }) =>
      host.app.command({ kind: 'companion', command: { kind: 'act', action } })
    const answers = await Promise.all([
      ...[0, 1, 2].map(() => act({ kind: 'play' })),
      ...[0, 1, 2].map(() => act({ kind: 'pause', positionMs: null })),
    ])
    expect(answers.every((answer) => answer.ok || answer.problem.nextStep !== '')).toBe(true)
    const settled = await host.until(
      ({ companion: { follow, room } }) =>
        room?.phase.kind === 'steady' && follow.mode === (room.timeline.playing ? 'following' : 'holding'),
    )
    expect(success(settled.companion.room?.timeline.playing)).toMatchObject({ ok: true })
  })
})
