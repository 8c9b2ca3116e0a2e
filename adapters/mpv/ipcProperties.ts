import { z } from 'zod'
import type { PlayerResult } from '../player.ts'
import { failure, success } from '../../protocol/result.ts'
import type { IpcClient, IpcReply } from './ipcClient.ts'
import type { MpvMirror } from './mpvMirror.ts'
import { answeredStrangely } from './mpvProblems.ts'

/** What asking needs of a client. */
export type Asking = Pick<IpcClient, 'request'>

/** A property read, and when it was true. */
export interface Reading<Value> {
  readonly value: Value
  readonly reply: IpcReply
}

export async function readProperty<Value>(
  ipc: Asking,
  name: string,
  schema: z.ZodType<Value>,
): Promise<PlayerResult<Reading<Value>>> {
  const result = await ipc.request(['get_property', name])
  if (!result.ok) return result
  const parsed = schema.safeParse(result.value.data)
  return parsed.success
    ? success({ value: parsed.data, reply: result.value })
    : failure(answeredStrangely(name))
}

export async function writeProperty(
  ipc: Asking,
  name: string,
  value: string | number | boolean,
): Promise<PlayerResult<void>> {
  const result = await ipc.request(['set_property', name, value])
  return result.ok ? success(undefined) : result
}

/** MPV speaks seconds, exact to the microsecond; everything here is in milliseconds. */
const milliseconds = z.number().transform((seconds) => Math.round(seconds * 1e6) / 1e3)

/** Container time of the frame put out last, ms; null when there is none. */
export async function readTimePos(ipc: Asking): Promise<number | null> {
  const position = await readProperty(ipc, 'time-pos', milliseconds)
  return position.ok ? position.value.value : null
}

/**
 * Where the film is, ms: what is heard while it plays, since frames are told before they are shown; the frame on the
 * picture while it stands, since the sound's clock is wrong there (quirks MPV1 and MPV2). Null when nobody knows.
 */
export async function readPosition(ipc: Asking, mirror: MpvMirror): Promise<number | null> {
  if (mirror.paused || !mirror.audible) return readTimePos(ipc)
  const heard = await readMilliseconds(ipc, 'audio-pts')
  return heard.ok ? heard.value.value + mirror.audioDelayMs : readTimePos(ipc)
}

export const readMilliseconds = (ipc: Asking, name: string) => readProperty(ipc, name, milliseconds)
