import { beforeEach, expect, it } from 'vitest'
import type { IpcCommand, IpcReply } from '../../../adapters/mpv/ipcClient.ts'
import type { IpcEvent } from '../../../adapters/mpv/ipcMessages.ts'
import { createMpvMirror, type MpvMirror } from '../../../adapters/mpv/mpvMirror.ts'
import { watchPause } from '../../../adapters/mpv/mpvPause.ts'
import type { PlayerEvent, PlayerResult } from '../../../adapters/player.ts'
import { createPlayerEventStream } from '../../../adapters/playerEventStream.ts'
import { success } from '../../../protocol/result.ts'
import { createVirtualClock, type VirtualClock } from '../../support/virtualClock.ts'

let clock: VirtualClock
let mirror: MpvMirror
let told: PlayerEvent[]
/** MPV's switch, as MPV tells it. */
let tellPause: (paused: boolean) => void
let tellEvent: (event: IpcEvent) => void
let placeS: number
let asked: IpcCommand[]

beforeEach(() => {
  clock = createVirtualClock()
  mirror = createMpvMirror()
  told = []
  placeS = 60
  asked = []
  const stream = createPlayerEventStream()
  stream.onEvent((event) => told.push(event))
  const request = async (command: IpcCommand): Promise<PlayerResult<IpcReply>> => {
    asked.push(command)
    return success({ data: placeS, sentAtMs: clock.nowMs(), receivedAtMs: clock.nowMs() })
  }
  const observeProperty = (_: string, listener: (value: unknown) => void) => {
    tellPause = listener
    return () => undefined
  }
  const onEvent = (listener: (event: IpcEvent) => void) => {
    tellEvent = listener
    return () => undefined
  }
  watchPause({ ipc: { request, observeProperty, onEvent }, mirror, stream }, clock)
  tellPause(true)
})

it('[PL65] believes a start once the film has gone further than some steps', async () => {
  tellPause(false)
  placeS += 0.1
  await clock.advance(100)
  expect(told).toEqual([])
  placeS += 0.1
  await clock.advance(100)
  expect(told).toEqual([{ kind: 'paused', paused: false, positionMs: 60_200 }])
})

it('[PL65] waits for a seek that holds a step up, however slow the seek is', async () => {
  tellPause(false)
  Object.assign(mirror, { seeking: true, seeks: 1 })
  placeS = 200
  await clock.advance(1500)
  mirror.seeking = false
  await clock.advance(100)
  placeS += 0.04
  tellPause(true)
  await clock.advance(0)
  expect(told).toEqual([{ kind: 'seeking' }, { kind: 'sought', positionMs: 200_040 }])
})

it('[PL65] takes no seek for a start that was over before anyone looked', async () => {
  tellPause(false)
  Object.assign(mirror, { seeks: 1 })
  placeS = 200
  await clock.advance(100)
  tellPause(true)
  await clock.advance(0)
  expect(told.filter(({ kind }) => kind === 'paused')).toEqual([])
})

it('[PL65] believes a start after a seek too', async () => {
  tellPause(false)
  Object.assign(mirror, { seeking: true, seeks: 1 })
  await clock.advance(1500)
  mirror.seeking = false
  await clock.advance(600)
  expect(told).toMatchObject([{ kind: 'paused', paused: false }])
  expect(clock.pending()).toBe(0)
})

it('[PL65] does a step once more that a seek of ours has cut off, when the seek has landed', async () => {
  mirror.seekAskedAfter = mirror.seeks
  tellPause(false)
  expect(asked).not.toContainEqual(['frame-step'])
  tellEvent({ event: 'playback-restart' })
  expect(asked).toContainEqual(['frame-step'])
  tellPause(true)
  await clock.advance(0)
  expect(told).toMatchObject([{ kind: 'seeking' }, { kind: 'sought' }])
})

it('[PL65] does it at once where the seek has landed before MPV tells of the step', () => {
  Object.assign(mirror, { seekAskedAfter: mirror.seeks, seeks: mirror.seeks + 1 })
  tellPause(false)
  expect(asked).toContainEqual(['frame-step'])
})

it('[PL65] says when it is known whether the viewer steps or plays', async () => {
  const known: string[] = []
  tellPause(false)
  void mirror.deciding?.then(() => known.push('step'))
  await clock.advance(50)
  expect(known).toEqual([])
  tellPause(true)
  await clock.advance(0)
  expect(known).toEqual(['step'])
  tellPause(false)
  void mirror.deciding?.then(() => known.push('start'))
  placeS += 1
  await clock.advance(50)
  expect(known).toEqual(['step', 'start'])
  expect(mirror.deciding).toBeNull()
})
