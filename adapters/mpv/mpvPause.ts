import type { PlayerEvent } from '../player.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import { readTimePos } from './ipcProperties.ts'
import type { MpvParts } from './mpvParts.ts'

/**
 * A step by a frame goes on and pauses again when the next frame is shown (quirk MPV14). So what goes on by itself, and
 * not at our command, is believed when it has gone further than some steps in a row do; or after so long, in a film that
 * does not move.
 */
const FRAMES_OF_A_START = 4.5
const LOOK_EVERY_FRAMES = 1
const BELIEVED_AFTER_MS = 500

/** Keeps the mirror true to MPV's switch and tells its changes; a step by a frame is a seek to that frame. */
export function watchPause(parts: MpvParts, clock: Clock): Cancel {
  const { ipc, mirror } = parts
  let told: boolean | null = null
  let cancelStart: Cancel | null = null

  const take = (paused: boolean) => {
    const isChange = told !== null && told !== paused
    told = paused
    mirror.paused = paused
    mirror.landed &&= paused
    if (isChange) tellSwitch(parts, paused)
  }
  const takeLater = (paused: boolean) => {
    const sinceMs = clock.nowMs()
    const from = readTimePos(ipc)
    const look = async () => {
      const [fromMs, nowMs] = await Promise.all([from, readTimePos(ipc)])
      if (cancelStart === null) return
      const isOff = fromMs === null || nowMs === null || nowMs - fromMs > FRAMES_OF_A_START * mirror.frameMs
      if (!isOff && clock.nowMs() - sinceMs < BELIEVED_AFTER_MS) return wait()
      cancelStart = null
      take(paused)
    }
    const wait = () => {
      cancelStart = clock.after(LOOK_EVERY_FRAMES * mirror.frameMs, () => void look())
    }
    if (cancelStart === null) wait()
  }
  const cancel = ipc.observeProperty('pause', (paused) => {
    if (typeof paused !== 'boolean') return
    const isOurs = mirror.switchedTo === paused
    if (isOurs) mirror.switchedTo = null
    if (!paused && told === true && !isOurs) return takeLater(paused)
    const isStep = cancelStart !== null && paused
    cancelStart?.()
    cancelStart = null
    if (isStep) tellStep(parts)
    else take(paused)
  })
  return () => {
    cancel()
    cancelStart?.()
  }
}

const tellSwitch = ({ ipc, stream }: MpvParts, paused: boolean) =>
  stream.emit(readTimePos(ipc).then((positionMs): PlayerEvent => ({ kind: 'paused', paused, positionMs })))

function tellStep({ ipc, stream }: MpvParts): void {
  stream.emit({ kind: 'seeking' })
  stream.emit(
    readTimePos(ipc).then((positionMs) => (positionMs === null ? null : { kind: 'sought', positionMs })),
  )
}
