import type { PlayerEvent } from '../player.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import type { IpcClient } from './ipcClient.ts'
import { readTimePos, type Asking } from './ipcProperties.ts'
import type { MpvParts } from './mpvParts.ts'

/**
 * A step by a frame goes on and pauses again when the next frame is shown (quirk MPV14). So what goes on by itself, and
 * not at our command, is believed when it has gone further than some steps in a row do; or after so long, in a film that
 * does not move.
 */
const FRAMES_OF_A_START = 4.5
const LOOK_EVERY_FRAMES = 1
export const BELIEVED_AFTER_MS = 500

/** What it takes to know MPV's switch. */
export interface PauseParts extends Pick<MpvParts, 'mirror' | 'stream'> {
  readonly ipc: Asking & Pick<IpcClient, 'observeProperty' | 'onEvent'>
}

/** Keeps the mirror true to MPV's switch and tells its changes; a step by a frame is a seek to that frame. */
export function watchPause(parts: PauseParts, clock: Clock): Cancel {
  const { ipc, mirror } = parts
  let told: boolean | null = null
  let start: { readonly cancel: Cancel } | null = null

  const take = (paused: boolean) => {
    const isChange = told !== null && told !== paused
    told = paused
    mirror.paused = paused
    mirror.landed &&= paused
    if (isChange) tellSwitch(parts, paused)
  }
  const cancelStart = () => {
    start?.cancel()
    start = null
  }
  const takeLater = () => {
    start ??= watchStart(parts, clock, () => {
      start = null
      take(false)
    })
  }
  const cancel = ipc.observeProperty('pause', (paused) => {
    if (typeof paused !== 'boolean') return
    const isOurs = mirror.switchedTo === paused
    if (isOurs) mirror.switchedTo = null
    if (!paused && told === true && !isOurs) return takeLater()
    const isStep = start !== null && paused
    cancelStart()
    if (isStep) tellStep(parts)
    else take(paused)
  })
  return () => {
    cancel()
    cancelStart()
  }
}

/** Looks at what goes on until it is clear that it is a start. Cancelled: it was none. */
function watchStart(parts: PauseParts, clock: Clock, onStart: () => void): { readonly cancel: Cancel } {
  const { ipc, mirror } = parts
  let decided: () => void = () => undefined
  mirror.deciding = new Promise((resolve) => (decided = resolve))
  let since = startHere(parts, clock)
  let isOver = false
  let cancelLook: Cancel = () => undefined
  const cancelStep = mirror.seekAskedAfter === null ? null : stepOnceLanded(parts, mirror.seekAskedAfter)
  const end = () => {
    isOver = true
    cancelLook()
    cancelStep?.()
    mirror.deciding = null
    decided()
  }
  const look = async () => {
    const [fromMs, nowMs] = await Promise.all([since.fromMs, readTimePos(ipc)])
    if (isOver) return
    if (mirror.seeking || mirror.seeks !== since.seeks) {
      since = startHere(parts, clock)
      return wait()
    }
    const isOff = fromMs === null || nowMs === null || nowMs - fromMs > FRAMES_OF_A_START * mirror.frameMs
    if (!isOff && clock.nowMs() - since.atMs < BELIEVED_AFTER_MS) return wait()
    end()
    onStart()
  }
  const wait = () => {
    cancelLook = clock.after(LOOK_EVERY_FRAMES * mirror.frameMs, () => void look())
  }
  wait()
  return { cancel: end }
}

/**
 * Does a step once more that the seek asked for has cut off, when that has landed: before, it would be cut off too. Nobody
 * who plays presses two keys within so few ms, so it is none of those.
 */
function stepOnceLanded({ ipc, mirror }: PauseParts, askedAfter: number): Cancel {
  const step = () => void ipc.request(['frame-step'])
  if (mirror.seeks > askedAfter && !mirror.seeking) {
    step()
    return () => undefined
  }
  return ipc.onEvent(({ event }) => {
    if (event === 'playback-restart') step()
  })
}

/** From where and when on a start is judged. A seek moves the film too, and holds a step up until it has landed. */
const startHere = ({ ipc, mirror }: PauseParts, clock: Clock) => ({
  atMs: clock.nowMs(),
  fromMs: readTimePos(ipc),
  seeks: mirror.seeks,
})

const tellSwitch = ({ ipc, stream }: PauseParts, paused: boolean) =>
  stream.emit(readTimePos(ipc).then((positionMs): PlayerEvent => ({ kind: 'paused', paused, positionMs })))

function tellStep({ ipc, stream }: PauseParts): void {
  stream.emit({ kind: 'seeking' })
  stream.emit(
    readTimePos(ipc).then((positionMs) => (positionMs === null ? null : { kind: 'sought', positionMs })),
  )
}
