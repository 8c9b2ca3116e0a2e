import type { IpcClient } from '../../adapters/mpv/ipcClient.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import type { Clock } from '../../sync/clock.ts'
import { connectTo, runMpv, sleep } from './realMpv.ts'

/** A raw MPV, without the adapter that hides its quirks. */
export interface MeasuredMpv {
  readonly ipc: IpcClient
  readonly clock: Clock
  load(path: string, options: Readonly<Record<string, string>>): Promise<void>
  /** Plays from the beginning, for long enough to have settled. */
  play(path: string): Promise<void>
  /** Exact; resolves when it has landed. */
  seek(positionMs: number): Promise<void>
  get(property: string): Promise<unknown>
  /** The local clock in the middle of the round trip. */
  set(property: string, value: unknown): Promise<number>
  position(property: string): Promise<MeasuredPosition>
  tryPosition(property: string): Promise<MeasuredPosition | null>
  close(): Promise<void>
}

export interface MeasuredPosition {
  readonly positionMs: number
  readonly atMs: number
  /** Position less time: constant for a film that plays at the speed of the clock. */
  readonly lineMs: number
  readonly roundTripMs: number
}

/** Readings that took longer say more about the machine than about MPV. */
export const LONGEST_REPLY_MS = 5

/** The best of so many readings counts, as other work on the machine makes single ones late. */
const READINGS = 3

export const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN

export async function measure(args: readonly string[]): Promise<MeasuredMpv> {
  const clock = createSystemClock()
  const mpv = await runMpv(args)
  const ipc = await connectTo(mpv.control, clock)

  const ask = async (command: readonly [string, ...unknown[]] | { name: string }) => {
    const reply = await ipc.request(command)
    if (!reply.ok) throw new Error(reply.problem.sentence)
    return reply.value
  }
  const restarted = () =>
    new Promise<void>((resolve) => {
      const cancel = ipc.onEvent(({ event }) => {
        if (event !== 'playback-restart') return
        cancel()
        resolve()
      })
    })
  const load = async (path: string, options: Readonly<Record<string, string>>) => {
    const restart = restarted()
    await ask({ name: 'loadfile', ...{ url: path, flags: 'replace', options } })
    await restart
  }
  const set = async (property: string, value: unknown) => {
    const { sentAtMs, receivedAtMs } = await ask(['set_property', property, value])
    return (sentAtMs + receivedAtMs) / 2
  }
  const read = async (property: string): Promise<MeasuredPosition | null> => {
    const reply = await ipc.request(['get_property', property])
    if (!reply.ok || typeof reply.value.data !== 'number') return null
    const { data, sentAtMs, receivedAtMs } = reply.value
    const atMs = (sentAtMs + receivedAtMs) / 2
    const positionMs = data * 1000
    return { positionMs, atMs, lineMs: positionMs - atMs, roundTripMs: receivedAtMs - sentAtMs }
  }
  const position = async (property: string) => {
    const readings: MeasuredPosition[] = []
    for (let index = 0; index < READINGS; index += 1) {
      const reading = await read(property)
      if (reading === null) throw new Error(`MPV has no ${property}.`)
      readings.push(reading)
    }
    return readings.reduce((best, next) => (next.roundTripMs < best.roundTripMs ? next : best))
  }
  return {
    ipc,
    clock,
    load,
    play: async (path) => {
      await load(path, {})
      await set('pause', false)
      await sleep(700)
    },
    seek: async (positionMs) => {
      const restart = restarted()
      await ask(['seek', positionMs / 1000, 'absolute+exact'])
      await restart
    },
    get: async (property) => (await ask(['get_property', property])).data,
    set,
    position,
    tryPosition: read,
    close: async () => {
      ipc.close()
      await mpv.close()
    },
  }
}
