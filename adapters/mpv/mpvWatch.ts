import { z } from 'zod'
import type { PlayerEvent } from '../player.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import type { IpcClient } from './ipcClient.ts'
import { readProperty, readTimePos } from './ipcProperties.ts'
import type { MpvMirror } from './mpvMirror.ts'
import type { MpvParts } from './mpvParts.ts'
import { watchPause } from './mpvPause.ts'
import { streamFailed } from './mpvProblems.ts'
import { readTracks } from './mpvTracks.ts'

/** Containers round their duration, and sound may end before the picture: this near, the film is over. */
const END_TOLERANCE_MS = 5000

/** Keeps the mirror true to MPV's properties and tells the changes. The first value of each is no change. */
export function watchProperties(parts: MpvParts, clock: Clock): Cancel {
  const { ipc, mirror } = parts
  const watches: readonly Cancel[] = [
    watchPause(parts, clock),
    watch(ipc, 'speed', z.number(), onSpeed(parts)),
    watch(ipc, 'paused-for-cache', z.boolean(), onBuffering(parts)),
    watch(ipc, 'eof-reached', z.boolean(), onEnd(parts)),
    watchVolume(parts),
    watchAudioDevice(parts),
    ipc.observeProperty('track-list', (value) => {
      const tracks = readTracks(value)
      if (tracks.length > 0) parts.stream.emit({ kind: 'tracks', tracks })
    }),
    ipc.observeProperty('audio-out-params', (value) => {
      const format = outputFormat.safeParse(value)
      mirror.audible = format.success
      mirror.passthrough = format.success && format.data.format.startsWith('spdif')
    }),
    watch(ipc, 'audio-delay', z.number(), (seconds) => (mirror.audioDelayMs = seconds * 1000)),
    watch(ipc, 'container-fps', z.number().positive(), (fps) => (mirror.frameMs = 1000 / fps)),
    watch(ipc, 'demuxer-start-time', z.number(), (seconds) => (mirror.beginsAtMs = seconds * 1000)),
    ipc.observeProperty('duration', (value) => {
      const seconds = z.number().positive().safeParse(value)
      mirror.durationMs = seconds.success ? seconds.data * 1000 : null
    }),
  ]
  return () => watches.forEach((cancel) => cancel())
}

const outputFormat = z.object({ format: z.string() })

function watch<Value>(
  ipc: IpcClient,
  name: string,
  ...[schema, take]: readonly [z.ZodType<Value>, (value: Value) => void]
): Cancel {
  return ipc.observeProperty(name, (value) => {
    const parsed = schema.safeParse(value)
    if (parsed.success) take(parsed.data)
  })
}

/** Calls `tell` for each value that differs from the one before; the first only sets the start. */
function onChange<Value>(keep: (value: Value) => void, tell: (value: Value) => void) {
  let told: Value | null = null
  return (value: Value) => {
    keep(value)
    const isChange = told !== null && told !== value
    told = value
    if (isChange) tell(value)
  }
}

const onSpeed = ({ mirror, stream }: MpvParts) =>
  onChange<number>(
    (rate) => (mirror.rate = rate),
    (rate) => stream.emit({ kind: 'rate', rate }),
  )

/** MPV has no value for it between two files, so here every change from false counts. */
const onBuffering = ({ mirror, stream }: MpvParts) => {
  let told = false
  return (buffering: boolean) => {
    mirror.buffering = buffering
    if (told !== buffering) stream.emit({ kind: 'buffering', buffering })
    told = buffering
  }
}

/** A stream that dies looks like the end of the film; only the place tells which it was. */
const onEnd = (parts: MpvParts) => (reached: boolean) => {
  const { mirror, stream } = parts
  mirror.ended = reached
  mirror.streamDead = false
  if (reached && mirror.ownUrl !== null) stream.emit(endOrFailure(parts))
}

async function endOrFailure({ ipc, mirror, lastError }: MpvParts): Promise<PlayerEvent | null> {
  const positionMs = await readTimePos(ipc)
  if (!mirror.ended) return null
  if (isNearEnd(mirror, positionMs)) return { kind: 'ended' }
  mirror.ended = false
  mirror.streamDead = true
  return { kind: 'stream-failed', problem: streamFailed(lastError()) }
}

/** MPV's `duration` is a length in most containers, but in Matroska the time of the end. */
function isNearEnd({ beginsAtMs, durationMs }: MpvMirror, positionMs: number | null): boolean {
  if (positionMs === null || durationMs === null) return true
  const isOver = positionMs > beginsAtMs + durationMs - END_TOLERANCE_MS
  return isOver || Math.abs(positionMs - durationMs) < END_TOLERANCE_MS
}

const deviceListSchema = z.array(z.object({ name: z.string(), description: z.string().optional() }))

/** MPV names the device that it was told to use; "auto" is whatever the system plays on, as one device. */
function watchAudioDevice({ ipc, stream }: MpvParts): Cancel {
  let told = ''
  return watch(ipc, 'audio-device', z.string(), (id) => {
    if (id === told) return
    told = id
    stream.emit(
      readProperty(ipc, 'audio-device-list', deviceListSchema).then((list): PlayerEvent => {
        const found = list.ok ? list.value.value.find(({ name }) => name === id) : undefined
        return { kind: 'audio-device', device: { id: `mpv/${id}`, title: found?.description ?? id } }
      }),
    )
  })
}

function watchVolume({ ipc, stream }: MpvParts): Cancel {
  let percent: number | null = null
  let muted: boolean | null = null
  const tell = () => {
    if (percent !== null && muted !== null) stream.emit({ kind: 'volume', percent, muted })
  }
  const watches = [
    watch(ipc, 'volume', z.number(), (value) => {
      percent = value
      tell()
    }),
    watch(ipc, 'mute', z.boolean(), (value) => {
      muted = value
      tell()
    }),
  ]
  return () => watches.forEach((cancel) => cancel())
}
