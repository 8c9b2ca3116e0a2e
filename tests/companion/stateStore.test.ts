import { describe, expect, it } from 'vitest'
import { createStateStore } from '../../companion/stateStore.ts'
import { companionStateSchema, idleFollowStatus } from '../../protocol/companionState.ts'
import { room } from './cli/fakes/states.ts'
import { createVirtualClock } from '../support/virtualClock.ts'

const following = (driftMs: number) =>
  ({ kind: 'follow', status: { ...idleFollowStatus, mode: 'following', driftMs } }) as const

describe('the state store', () => {
  it('[CP23] tells figures four times a second and everything else at once', async () => {
    const clock = createVirtualClock()
    const store = createStateStore(clock)
    let told = 0
    store.onState(() => (told += 1))
    store.dispatch(following(1))
    expect(told).toBe(1)
    for (let tick = 0; tick < 100; tick += 1) {
      store.dispatch(following(tick))
      await clock.advance(10)
    }
    expect(told).toBeGreaterThanOrEqual(4)
    expect(told).toBeLessThanOrEqual(5)
    store.dispatch({ kind: 'problem', problem: { code: 'x', sentence: 'X.', nextStep: '' } })
    expect(store.state().problem?.sentence).toBe('X.')
    expect(told).toBeLessThanOrEqual(6)
    store.close()
    expect(clock.pending()).toBe(0)
  })

  it('[CP13] shows why the player is gone, and forgets the room when it is left', () => {
    const store = createStateStore(createVirtualClock())
    store.dispatch({ kind: 'offset', offsetMs: 20 })
    const problem = { code: 'mpv-closed', sentence: 'MPV was closed.', nextStep: 'Restart it.' }
    store.dispatch({ kind: 'player', status: { kind: 'gone', how: 'closed', problem } })
    expect(store.state()).toMatchObject({ problem, player: { kind: 'gone' } })
    store.dispatch({ kind: 'left' })
    expect(companionStateSchema.parse(store.state())).toMatchObject({
      player: { kind: 'none' },
      offsetMs: 20,
    })
  })

  it('[CP40] keeps the last 200 lines of the chat, and begins anew with each place in a room', () => {
    const store = createStateStore(createVirtualClock())
    const line = (number: number) => ({ number, atMs: 0, memberId: 'a', name: 'Ada', text: `line ${number}` })
    const hear = (...numbers: number[]) =>
      store.dispatch({
        ...{ kind: 'room' as const, server: 'ws://x' },
        message: { type: 'chat' as const, lines: numbers.map(line) },
      })
    for (let number = 1; number <= 203; number += 1) hear(number)
    expect(store.state().chat.map(({ number }) => number)).toHaveLength(200)
    expect(store.state().chat[0]?.number).toBe(4)
    const message = {
      type: 'joined',
      requestId: 'r',
      memberId: 'a',
      resumeToken: 'x'.repeat(16),
      room,
    } as const
    store.dispatch({ kind: 'room', server: 'ws://x', message })
    hear(202, 203)
    expect(store.state().chat.map(({ number }) => number)).toEqual([202, 203])
    store.dispatch({ kind: 'left' })
    expect(store.state().chat).toEqual([])
  })
})
