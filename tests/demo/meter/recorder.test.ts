import { describe, expect, it } from 'vitest'
import type { PlayerChange, PlayerProbe } from '../../../demo/meter/playerProbe.ts'
import { startRecorder } from '../../../demo/meter/recorder.ts'
import type { Sample } from '../../../demo/meter/trace.ts'
import { createListeners } from '../../../platform/listeners.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'

const clock = () => createVirtualClock()

/** A player that is where the clock is, and answers as it is told to. */
function probeAt(virtual: ReturnType<typeof clock>, name = 'Ada') {
  const changes = createListeners<PlayerChange>()
  const asked: number[] = []
  let answer: (sample: Sample) => Promise<readonly Sample[]> = (sample) => Promise.resolve([sample])
  const probe: PlayerProbe = {
    name,
    samples: () => {
      asked.push(virtual.nowMs())
      return answer({ atMs: virtual.nowMs(), positionMs: virtual.nowMs() })
    },
    shownFrameMs: () => Promise.resolve(null),
    frameDoubtMs: 0,
    ...{ press: async () => {}, setPaused: async () => {}, drag: async () => {}, open: async () => {} },
    onChange: (listener) => changes.add(listener),
    close: () => undefined,
  }
  return {
    probe,
    asked,
    tell: (change: PlayerChange) => changes.tell(change),
    answerWith: (next: typeof answer) => {
      answer = next
    },
  }
}

describe('a recorder', () => {
  it('[DM56] asks every player at the same rhythm, and leaves no timer behind', async () => {
    const virtual = clock()
    const recorder = startRecorder({ clock: virtual, everyMs: 50, keepMs: 60_000 })
    const [ada, grace] = [probeAt(virtual), probeAt(virtual, 'Grace')]
    for (const { probe } of [ada, grace]) recorder.add(probe)
    await virtual.advance(200)
    expect(ada.asked).toEqual([50, 100, 150, 200])
    expect(grace.asked).toEqual(ada.asked)
    recorder.setRhythm(100)
    await virtual.advance(300)
    expect(ada.asked.slice(4)).toEqual([250, 350, 450])
    recorder.stop()
    expect(virtual.pending()).toBe(0)
  })

  it('[DM56] asks a player that hangs only once', async () => {
    const virtual = clock()
    const recorder = startRecorder({ clock: virtual, everyMs: 50, keepMs: 60_000 })
    const ada = probeAt(virtual)
    ada.answerWith(() => new Promise(() => undefined))
    recorder.add(ada.probe)
    await virtual.advance(1000)
    expect(ada.asked).toEqual([50])
  })

  it('[DM56] leaves out what a player could not say in time', async () => {
    const virtual = clock()
    const recorder = startRecorder({ clock: virtual, everyMs: 50, keepMs: 60_000 })
    const ada = probeAt(virtual)
    ada.answerWith((sample) => Promise.resolve(sample.atMs === 100 ? [] : [sample]))
    recorder.add(ada.probe)
    await virtual.advance(150)
    expect(recorder.recordings()[0]?.trace.map(({ atMs }) => atMs)).toEqual([50, 150])
  })

  it('[DM57] keeps no more than it is told to', async () => {
    const virtual = clock()
    const recorder = startRecorder({ clock: virtual, everyMs: 50, keepMs: 1000 })
    const ada = probeAt(virtual)
    recorder.add(ada.probe)
    await virtual.advance(60_000)
    const kept = recorder.recordings()[0]?.trace ?? []
    expect(kept.at(-1)?.atMs).toBe(60_000)
    expect(kept[0]?.atMs).toBeGreaterThanOrEqual(57_900)
    expect(kept[0]?.atMs).toBeLessThanOrEqual(59_000)
  })

  it('[DM57] stops recording a player when told, and keeps what was seen', async () => {
    const virtual = clock()
    const recorder = startRecorder({ clock: virtual, everyMs: 50, keepMs: 60_000 })
    const ada = probeAt(virtual)
    const forget = recorder.add(ada.probe)
    ada.tell({ kind: 'paused', paused: true, atMs: 1 })
    await virtual.advance(100)
    forget()
    ada.tell({ kind: 'paused', paused: false, atMs: 2 })
    await virtual.advance(100)
    const [recording] = recorder.recordings()
    expect(recording?.trace).toHaveLength(2)
    expect(recording?.changes).toEqual([{ kind: 'paused', paused: true, atMs: 1 }])
  })

  it('[DM57] begins anew for a restarted player of the same name', async () => {
    const virtual = clock()
    const recorder = startRecorder({ clock: virtual, everyMs: 50, keepMs: 60_000 })
    recorder.add(probeAt(virtual).probe)()
    await virtual.advance(100)
    recorder.add(probeAt(virtual).probe)
    await virtual.advance(50)
    expect(recorder.recordings().map(({ name, trace }) => [name, trace.length])).toEqual([['Ada', 1]])
  })
})
