import { z } from 'zod'
import type { PlayerEvent } from '../player.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { IpcEvent } from './ipcMessages.ts'
import { readPosition, readProperty } from './ipcProperties.ts'
import { mediaClosed, openFailed, streamFailed } from './mpvProblems.ts'
import type { MpvParts } from './mpvParts.ts'

/** Follows what is open in MPV: seeks, our film, films the viewer opens by hand, streams that fail. */
export function watchMedia(parts: MpvParts): Cancel {
  return parts.ipc.onEvent((event) => takeMediaEvent(parts, event))
}

function takeMediaEvent(parts: MpvParts, event: IpcEvent): void {
  const { mirror, stream } = parts
  switch (event.event) {
    case 'start-file':
      Object.assign(mirror, { seeking: true, ended: false, streamDead: false, landed: false })
      return
    case 'file-loaded':
      return stream.emit(foreignMedia(parts))
    case 'seek':
      Object.assign(mirror, { seeking: true, seeks: mirror.seeks + 1, landed: false })
      return stream.emit({ kind: 'seeking' })
    case 'playback-restart':
      Object.assign(mirror, { seeking: false, landed: mirror.paused })
      return stream.emit(sought(parts))
    case 'end-file':
      return stream.emit(endOfFile(parts, event))
    case 'idle':
      return onIdle(parts)
    default:
  }
}

async function sought({ ipc, mirror }: MpvParts): Promise<PlayerEvent | null> {
  const positionMs = await readPosition(ipc, mirror)
  return positionMs === null ? null : { kind: 'sought', positionMs }
}

async function foreignMedia({ ipc, mirror }: MpvParts): Promise<PlayerEvent | null> {
  const path = await readProperty(ipc, 'path', z.string())
  if (!path.ok || path.value.value === mirror.ownUrl) return null
  if (mirror.loads === 0) mirror.ownUrl = null
  const title = await readProperty(ipc, 'media-title', z.string())
  return { kind: 'foreign-media', title: title.ok ? title.value.value : path.value.value }
}

/** While load() is under way it reports a failure itself; of a film that is not ours nothing is told. */
async function endOfFile(parts: MpvParts, event: IpcEvent): Promise<PlayerEvent | null> {
  const { mirror, lastError } = parts
  if (mirror.ownUrl === null || mirror.loads > 0) return null
  if (event.reason === 'eof') return atEnd(parts)
  // 'stop': either another film follows, then that is told, or MPV becomes idle. 'quit': it is gone soon.
  if (event.reason !== 'error') return null
  mirror.streamDead = true
  return { kind: 'stream-failed', problem: openFailed(lastError() ?? event.file_error ?? null) }
}

/** Only when the viewer has switched keep-open off: the film is closed at its end, wherever that was. */
function atEnd({ mirror, lastError }: MpvParts): PlayerEvent {
  mirror.ownUrl = null
  return mirror.streamDead ? { kind: 'stream-failed', problem: streamFailed(lastError()) } : { kind: 'ended' }
}

function onIdle({ mirror, stream }: MpvParts): void {
  if (mirror.ownUrl === null || mirror.loads > 0 || mirror.streamDead) return
  mirror.ownUrl = null
  stream.emit({ kind: 'stream-failed', problem: mediaClosed() })
}
