import type { PlayerAdapter } from '../../adapters/player.ts'
import { createListeners } from '../../platform/listeners.ts'
import { largestOffsetMs } from '../../protocol/personal.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Cancel } from '../../protocol/wire.ts'
import { deviceIn, withDevice } from '../personal/preferences.ts'
import type { PreferenceStore } from '../personal/preferenceStore.ts'
import type { LaunchPlayer } from '../room/playerSeatOptions.ts'

export interface CalibrationState {
  /** How much later than the picture the sound arrives by itself, as far as it was set; now they should be together. */
  readonly soundLateMs: number
  /** The device that it is for; null = the player does not tell. */
  readonly device: string | null
  readonly isKept: boolean
}

/**
 * Finds out how late the sound of a device is: a clip flashes and clicks at once, and whoever watches shifts the sound
 * until it does so for them. Any face may drive it.
 */
export interface Calibration {
  state(): CalibrationState
  onState(listener: (state: CalibrationState) => void): Cancel
  /** The player was closed, or cannot go on: nothing follows. */
  onEnd(listener: (problem: Problem) => void): Cancel
  /** The click still comes too late (positive) or too early (negative), by about this much. */
  comesLate(byMs: number): Promise<Result<void, Problem>>
  /** Back to nothing. */
  clear(): Promise<Result<void, Problem>>
  /** Remembers it for the device; rooms use it from then on. */
  keep(): void
  close(): Promise<void>
}

export interface CalibrationOptions {
  readonly launchPlayer: LaunchPlayer
  readonly preferences: PreferenceStore
}

/** Players read the clip themselves: from a packed app it lies in the unpacked part. */
const clipUrl = new URL('flashAndClick.mkv', import.meta.url).href.replace(
  /app\.asar(?=\/)/,
  'app.asar.unpacked',
)
const clip = { url: clipUrl, title: 'Flash and click', startMs: 0, subtitles: [] }

/** Starts the player and plays the clip, again and again. */
export async function startCalibration(options: CalibrationOptions): Promise<Result<Calibration, Problem>> {
  const launched = await options.launchPlayer()
  if (!launched.ok) return launched
  const calibration = createCalibration(launched.value, options.preferences)
  const playing = await calibration.play()
  if (playing.ok) return success(calibration)
  await calibration.close()
  return failure(playing.problem)
}

/** A device that the player does not tell is remembered as this. */
const unknownDevice = ''

function createCalibration(player: PlayerAdapter, preferences: PreferenceStore) {
  const listeners = createListeners<CalibrationState>()
  const endings = createListeners<Problem>()
  let deviceId = unknownDevice
  let state: CalibrationState = {
    soundLateMs: deviceIn(preferences.recall(), deviceId).soundLateMs,
    device: null,
    isKept: true,
  }

  const become = (change: Partial<CalibrationState>) => {
    state = { ...state, ...change }
    listeners.tell(state)
  }
  const shiftTo = (soundLateMs: number): Promise<Result<void, Problem>> => {
    become({ soundLateMs, isKept: false })
    return player.setSoundDelay(0 - soundLateMs)
  }
  const play = async (): Promise<Result<void, Problem>> => {
    const loaded = await player.load(clip)
    if (!loaded.ok) return loaded
    const shifted = await player.setSoundDelay(0 - state.soundLateMs)
    return shifted.ok ? player.play() : shifted
  }
  const cancel = player.onEvent((event) => {
    if (event.kind === 'ended') void play()
    if (event.kind === 'gone') endings.tell(event.problem)
    if (event.kind !== 'audio-device') return
    deviceId = event.device.id
    const { soundLateMs } = deviceIn(preferences.recall(), deviceId)
    become({ device: event.device.title, soundLateMs, isKept: true })
    void player.setSoundDelay(0 - soundLateMs)
  })
  return {
    play,
    state: () => state,
    onState: listeners.add,
    onEnd: endings.add,
    comesLate: (byMs: number) =>
      shiftTo(Math.min(largestOffsetMs, Math.max(-largestOffsetMs, state.soundLateMs + byMs))),
    clear: () => shiftTo(0),
    keep: () => {
      const { soundLateMs } = state
      preferences.keep((before) => withDevice(before, deviceId, { soundLateMs }))
      become({ isKept: true })
    },
    close: async () => {
      cancel()
      await player.close()
    },
  }
}
