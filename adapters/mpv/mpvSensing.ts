import type { PlayerResult } from '../player.ts'
import { success } from '../../protocol/result.ts'
import type { Observation } from '../../sync/observation.ts'
import type { IpcReply } from './ipcClient.ts'
import { readMilliseconds } from './ipcProperties.ts'
import type { FrameEdges } from './frameEdges.ts'
import type { MpvParts } from './mpvParts.ts'

/**
 * How well `audio-pts` tells what is seen and heard: +-0.1 ms linear over 5 s, -0.1 ms from what is on screen
 * (MPV 0.35.1, ao null and pulse; tests/expectation/mpv.test.ts, quirk MPV1).
 */
export const AUDIO_UNCERTAINTY_MS = 0.5
/** A frame shown while paused after a seek is the position itself. */
const LANDED_UNCERTAINTY_MS = 0.5
/** Farther apart than that, the sound has ended before the picture and stands still. */
const AUDIO_ENDED_MS = 500

export interface SensingParts extends MpvParts {
  readonly edges: FrameEdges
}

/** Senses MPV with one round trip, whoever asks how often. */
export function createMpvSensing(parts: SensingParts): () => Promise<PlayerResult<Observation>> {
  let underWay: Promise<PlayerResult<Observation>> | null = null
  return () => {
    underWay ??= sense(parts).finally(() => (underWay = null))
    return underWay
  }
}

function sense(parts: SensingParts): Promise<PlayerResult<Observation>> {
  const { mirror, edges } = parts
  // Watching the frames starts before they are needed, and costs nothing while there is sound.
  if (mirror.audible) edges.stop()
  else edges.latest()
  const stands = mirror.paused || mirror.buffering || mirror.streamDead || mirror.seeking || mirror.ended
  if (stands)
    return senseFrame(parts, mirror.paused && mirror.landed ? LANDED_UNCERTAINTY_MS : mirror.frameMs)
  return mirror.audible ? senseSound(parts) : senseEdges(parts)
}

async function senseFrame(parts: SensingParts, uncertaintyMs: number): Promise<PlayerResult<Observation>> {
  const frame = await readMilliseconds(parts.ipc, 'time-pos')
  if (!frame.ok) return frame
  const { value, reply } = frame.value
  return success(observationAt(parts, reply, { positionMs: value, uncertaintyMs }))
}

/** Both clocks in one round trip: sound that has ended before the picture stands still, the picture goes on. */
async function senseSound(parts: SensingParts): Promise<PlayerResult<Observation>> {
  const { ipc, mirror } = parts
  const [sound, frame] = await Promise.all([
    readMilliseconds(ipc, 'audio-pts'),
    readMilliseconds(ipc, 'time-pos'),
  ])
  if (!frame.ok) return frame
  const positionMs = sound.ok ? sound.value.value + mirror.audioDelayMs : null
  if (!sound.ok || positionMs === null || Math.abs(positionMs - frame.value.value) > AUDIO_ENDED_MS) {
    return success(
      observationAt(parts, frame.value.reply, {
        positionMs: frame.value.value,
        uncertaintyMs: mirror.frameMs,
      }),
    )
  }
  return success(observationAt(parts, sound.value.reply, { positionMs, uncertaintyMs: AUDIO_UNCERTAINTY_MS }))
}

/** Without sound the only clock are the frames, each told when it is queued. */
async function senseEdges(parts: SensingParts): Promise<PlayerResult<Observation>> {
  const edge = parts.edges.latest()
  if (edge === null) return senseFrame(parts, parts.mirror.frameMs)
  const { mirror } = parts
  return success({ ...stateOf(mirror), ...edge })
}

interface Position {
  readonly positionMs: number
  readonly uncertaintyMs: number
}

/** Dated in the middle of the round trip; half of it is added to what may be wrong. */
const observationAt = (parts: SensingParts, reply: IpcReply, position: Position): Observation => ({
  ...stateOf(parts.mirror),
  positionMs: position.positionMs,
  observedAtMs: (reply.sentAtMs + reply.receivedAtMs) / 2,
  uncertaintyMs: position.uncertaintyMs + (reply.receivedAtMs - reply.sentAtMs) / 2,
})

const stateOf = (mirror: SensingParts['mirror']) => ({
  paused: mirror.paused,
  rate: mirror.rate,
  buffering: mirror.buffering || mirror.streamDead,
  seeking: mirror.seeking,
  ended: mirror.ended,
})
