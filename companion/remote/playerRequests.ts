import type { PlayerAdapter } from '../../adapters/player.ts'
import type { RemoteRequest } from '../../jellyfin/library.ts'

/** What is known of the viewer's player beside its position. */
export interface PlayerFace {
  readonly volumePercent: number
  readonly muted: boolean
}

/** Jellyfin sends messages without a duration; its own clients show them about this long. */
const defaultMessageMs = 5000
const loudestPercent = 100

/** Performs the requests that concern this viewer's player alone; the others are commands and do nothing here. */
export async function obeyOnPlayer(
  player: PlayerAdapter,
  face: PlayerFace,
  request: RemoteRequest,
): Promise<void> {
  switch (request.kind) {
    case 'volume':
      await player.setVolume(clampVolume(request.percent))
      return
    case 'volume-step':
      await player.setVolume(clampVolume(face.volumePercent + request.byPercent))
      return
    case 'mute':
      await player.setMuted(request.muted ?? !face.muted)
      return
    case 'fullscreen':
      await player.setFullscreen(true)
      return
    case 'message':
      await player.showMessage(messageText(request), request.durationMs ?? defaultMessageMs)
      return
    case 'track':
    case 'open':
    case 'play':
    case 'pause':
    case 'toggle':
    case 'stop':
    case 'next':
    case 'previous':
    case 'seek':
    case 'skip':
      return
  }
}

const clampVolume = (percent: number): number => Math.min(loudestPercent, Math.max(0, percent))

const messageText = ({ header, text }: Extract<RemoteRequest, { kind: 'message' }>): string =>
  [header, text].filter((part) => part !== '').join(': ')
