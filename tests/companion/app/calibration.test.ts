import { describe, expect, it } from 'vitest'
import { SimulatedPlayer } from '../../../adapters/simulated/simulatedPlayer.ts'
import { success } from '../../../protocol/result.ts'
import { openLibrary } from '../../demo/support/shelf.ts'
import { aPlayer, clock, openTestApp } from './appOfTest.ts'
import { film } from './roomsOfTest.ts'

/** Somebody who is signed in, with the players that were started for them and not closed. */
async function signedIn() {
  const started: SimulatedPlayer[] = []
  let closed = 0
  const launch = () => {
    const player = new SimulatedPlayer(clock)
    started.push(player)
    const close = () => {
      closed += 1
      return SimulatedPlayer.prototype.close.call(player)
    }
    return Promise.resolve(success(Object.assign(player, { close })))
  }
  const app = openTestApp({ players: { ...aPlayer, launcher: () => success(launch) } })
  await app.signsIn(await openLibrary())
  return { app, open: () => started.length - closed, player: () => started.at(-1) }
}

describe('a calibration in the app', () => {
  it('[CP113] shifts the click as it is told, and remembers what was found', async () => {
    const { app, open } = await signedIn()
    await app.does({ kind: 'begin-calibration' })
    expect(app.state().calibration).toMatchObject({ kind: 'running', soundLateMs: 0 })
    expect((await app.fails({ kind: 'begin-calibration' })).code).toBe('calibrating')
    await app.does({ kind: 'shift-sound', byMs: 50 })
    await app.does({ kind: 'shift-sound', byMs: -5 })
    expect(app.state().calibration).toMatchObject({ soundLateMs: 45 })
    await app.does({ kind: 'end-calibration', keep: true })
    expect([app.state().calibration.kind, open()]).toEqual(['idle', 0])
    await app.does({ kind: 'begin-calibration' })
    expect(app.state().calibration).toMatchObject({ soundLateMs: 45 })
    await app.does({ kind: 'shift-sound', byMs: null })
    await app.does({ kind: 'end-calibration', keep: false })
    await app.does({ kind: 'begin-calibration' })
    expect(app.state().calibration).toMatchObject({ soundLateMs: 45 })
    await app.close()
    expect(open()).toBe(0)
  })

  it('[CP113] is not begun while something is watched, and ends when that begins', async () => {
    const { app, open } = await signedIn()
    await app.does({ kind: 'begin-calibration' })
    await app.does({ kind: 'play-alone', itemId: await film(app), startMs: 0 })
    await app.until(({ calibration }) => calibration.kind === 'idle')
    await expect.poll(open).toBe(1)
    expect((await app.fails({ kind: 'begin-calibration' })).code).toBe('player-in-use')
    expect((await app.fails({ kind: 'shift-sound', byMs: 5 })).code).toBe('not-calibrating')
  })

  it('[CP113] ends with its player, and says why', async () => {
    const { app, player } = await signedIn()
    await app.does({ kind: 'begin-calibration' })
    player()?.crash()
    await app.until(({ calibration }) => calibration.kind === 'idle')
    expect(app.state().notices.length).toBeGreaterThan(0)
  })
})
