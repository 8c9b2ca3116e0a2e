import type { AudioDevice, PlayerAdapter } from '../../adapters/player.ts'
import { deviceIn, withDevice, type DeviceMemory } from './preferences.ts'
import type { PreferenceStore } from './preferenceStore.ts'

export interface SoundDeskParts {
  readonly preferences: PreferenceStore
  /** An offset for this run, whatever is remembered, until the viewer sets another; null = none. */
  readonly givenOffsetMs: number | null
  player(): PlayerAdapter | null
  /** The offset to show, and the one that the player has to be ahead of the room by. */
  tell(offsetMs: number, aheadMs: number): void
  tellDevice(title: string): void
}

/** What this viewer's loudspeakers and screen need, remembered for each sound device. */
export interface SoundDesk {
  /** How far ahead of the room the player has to be. */
  aheadMs(): number
  setOffset(offsetMs: number): void
  hear(device: AudioDevice): void
  /** A film has been opened: a player may have forgotten how its sound was shifted. */
  attend(): void
  /** Says what holds now. */
  tellAll(): void
}

/** The id under which is remembered what is set while the player tells no device. */
const unknownDevice = ''

/**
 * Sound that is late against the picture is sent out earlier; where the picture is the late one, the sound waits for
 * it, and both have to be ahead of the room.
 */
const correctionOf = ({ offsetMs, soundLateMs }: DeviceMemory) => ({
  soundDelayMs: 0 - soundLateMs,
  aheadMs: offsetMs + Math.max(0, 0 - soundLateMs),
})

export function createSoundDesk(parts: SoundDeskParts): SoundDesk {
  const { preferences, player, tell, tellDevice } = parts
  let device = unknownDevice
  let given = parts.givenOffsetMs
  let shiftedMs = 0

  const memory = (): DeviceMemory => {
    const known = deviceIn(preferences.recall(), device)
    return given === null ? known : { ...known, offsetMs: given }
  }
  const shift = () => {
    const { soundDelayMs } = correctionOf(memory())
    // A viewer who never calibrated may have shifted the sound in the player themselves.
    if (soundDelayMs === 0 && shiftedMs === 0) return
    shiftedMs = soundDelayMs
    void player()?.setSoundDelay(soundDelayMs)
  }
  const update = () => {
    shift()
    tell(memory().offsetMs, correctionOf(memory()).aheadMs)
  }
  return {
    aheadMs: () => correctionOf(memory()).aheadMs,
    setOffset: (offsetMs) => {
      given = null
      preferences.keep((before) => withDevice(before, device, { offsetMs }))
      update()
    },
    hear: ({ id, title }) => {
      if (id === device) return
      device = id
      tellDevice(title)
      update()
    },
    attend: shift,
    tellAll: update,
  }
}
