import { describe, expect, it } from 'vitest'
import { openLibrary } from '../../demo/support/shelf.ts'
import { failure, success } from '../../../protocol/result.ts'
import { clock, openTestApp } from './appOfTest.ts'
import { SimulatedPlayer } from '../../../adapters/simulated/simulatedPlayer.ts'

const missing = { code: 'player-not-found', sentence: 'MPV is not installed.', nextStep: 'Install it.' }

/** Players that are not there until they are installed. */
function installable() {
  let isThere = false
  return {
    install: () => (isThere = true),
    players: {
      names: ['mpv'],
      look: (name: string, path: string | null) =>
        Promise.resolve({
          ...{ name, title: 'MPV', path, found: isThere },
          version: isThere ? '0.40' : null,
          problem: isThere ? null : missing,
        }),
      launcher: () =>
        success(() =>
          Promise.resolve(
            isThere ? success(new SimulatedPlayer(clock, { durationMs: 12_000 })) : failure(missing),
          ),
        ),
    },
  }
}

describe('players', () => {
  it('[AP20] are looked for when the app starts, and again when one asks', async () => {
    const { install, players } = installable()
    const { until, does, state } = openTestApp({ players })
    const { players: none } = await until((now) => now.players.length === 1)
    expect(none).toMatchObject([{ name: 'mpv', found: false, problem: missing }])
    install()
    await does({ kind: 'find-players' })
    expect(state().players).toMatchObject([{ found: true, version: '0.40', problem: null }])
  })
})

describe('the doctor', () => {
  it(
    '[AP21] tells each thing as soon as it is known, and ends with a report',
    { timeout: 60_000 },
    async () => {
      const library = await openLibrary()
      const { signsIn, does, fails, until } = openTestApp()
      await signsIn(library)
      await does({ kind: 'examine' })
      expect((await fails({ kind: 'examine' })).code).toBe('examining')
      const first = await until(({ doctor }) => doctor.kind === 'running' && doctor.lines.length > 0)
      expect(first.doctor).toMatchObject({ kind: 'running' })
      const { doctor } = await until((state) => state.doctor.kind === 'done')
      const report = doctor.kind === 'done' ? doctor.report : null
      expect(report?.lines.map(({ about }) => about)).toEqual([
        'Simulated player',
        'library',
        'session server',
      ])
      // The server lets in people of this library only, and is shown who it is.
      expect(report?.lines.find(({ about }) => about === 'session server')?.figures).toHaveProperty('rttMs')
    },
  )

  it('[AP21] can be stopped, and says nothing more then', async () => {
    const { does, state } = openTestApp()
    await does({ kind: 'examine' })
    expect(state().doctor.kind).toBe('running')
    await does({ kind: 'stop-examining' })
    expect(state().doctor).toEqual({ kind: 'idle' })
  })
})

describe('diagnostics', () => {
  it('[AP22] tell what helps, and nobody’s name, address or token', async () => {
    const library = await openLibrary()
    const { signsIn, app } = openTestApp()
    await signsIn(library)
    const answer = await app.query({ kind: 'diagnostics' })
    const text = answer.ok ? answer.value.text : ''
    expect(text).toContain('a system of tests')
    expect(text).toContain('0.1.0')
    for (const secret of ['Ada', library.url, '127.0.0.1', 'Lockstep demo library', 'test machine']) {
      expect(text).not.toContain(secret)
    }
  })
})
