import type { PlayerAdapter, PlayerEvent } from '../../adapters/player.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'

export interface SoundRetryOptions {
  readonly clock: Clock
  readonly player: Pick<PlayerAdapter, 'selectTrack'>
  /** Sound will be tried the `attempt`th time in `inMs`. */
  onRetry(attempt: number, inMs: number): void
  onBack(): void
  onGivenUp(): void
}

export interface SoundRetry {
  hear(event: PlayerEvent): void
  stop: Cancel
}

/** A headset that was unplugged may come back in a moment or tonight. */
const retryAfterMs = [2000, 5000, 15_000, 60_000, 60_000, 60_000] as const
/** Players that do not tell that sound is back would have complained again by then. */
const provenAfterMs = 2000

/** Lets go of the sound's track and chooses it anew, again and again, after its output was lost: that is how players open it again. */
export function createSoundRetry({ clock, player, ...tell }: SoundRetryOptions): SoundRetry {
  let trackId: number | null = null
  let attempt = 0
  let cancel: Cancel = () => {}

  const retry = async () => {
    cancel = clock.after(provenAfterMs, back)
    if (trackId === null) return
    await player.selectTrack('audio', null)
    await player.selectTrack('audio', trackId)
  }
  const back = () => {
    cancel()
    attempt = 0
    tell.onBack()
  }
  const lost = () => {
    cancel()
    const inMs = retryAfterMs[attempt]
    if (inMs === undefined) return tell.onGivenUp()
    attempt += 1
    tell.onRetry(attempt, inMs)
    cancel = clock.after(inMs, () => void retry())
  }
  return {
    hear: (event) => {
      if (event.kind === 'tracks') {
        const audio = event.tracks.filter(({ kind }) => kind === 'audio')
        trackId = audio.find(({ selected }) => selected)?.id ?? trackId ?? audio[0]?.id ?? null
      }
      if (event.kind === 'impaired' && event.what === 'no-sound') lost()
      if (event.kind === 'restored' && event.what === 'no-sound') back()
    },
    stop: () => cancel(),
  }
}
