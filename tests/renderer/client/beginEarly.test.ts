import { describe, expect, it } from 'vitest'
import { beginEarly } from '../../../app/renderer/client/beginEarly.ts'
import { clientProblems } from '../../../app/renderer/client/clientProblems.ts'
import { firstPicture } from '../../../app/renderer/client/firstPicture.ts'
import { failure } from '../../../protocol/result.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'

describe('the beginning of a window', () => {
  it('[UI24] opens the line at once and gives it to who asks first; each later one is opened when it is asked for', async () => {
    let opened = 0
    const openWire = beginEarly(() => {
      opened += 1
      return Promise.resolve(failure({ isFinal: opened > 1, problem: clientProblems.gone }))
    })
    expect(opened).toBe(1)
    expect(await openWire()).toMatchObject({ problem: { isFinal: false } })
    expect(opened).toBe(1)
    expect(await openWire()).toMatchObject({ problem: { isFinal: true } })
    expect(opened).toBe(2)
  })

  const waitIn = (visibilityState: DocumentVisibilityState) => {
    const clock = createVirtualClock()
    const frames: (() => void)[] = []
    let isOver = false
    void firstPicture({
      document: { visibilityState },
      requestAnimationFrame: (run) => frames.push(run),
      clock,
    }).then(() => (isOver = true))
    return { clock, frames, isOver: () => isOver }
  }

  it('[UI24] goes on after the first frame', async () => {
    const wait = waitIn('visible')
    await wait.clock.advance(16)
    expect(wait.isOver()).toBe(false)
    for (const run of wait.frames) run()
    await wait.clock.advance(0)
    expect(wait.isOver()).toBe(true)
  })

  it('[UI24] goes on without one where nothing is painted', async () => {
    const hidden = waitIn('hidden')
    await Promise.resolve()
    expect(hidden.isOver()).toBe(true)
    const covered = waitIn('visible')
    await covered.clock.advance(100)
    expect(covered.isOver()).toBe(true)
  })
})
