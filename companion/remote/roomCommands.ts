import type { RemoteRequest } from '../../jellyfin/library.ts'
import type { CompanionCommand } from '../companionApi.ts'

/**
 * What a request from another Jellyfin client ("Play On") asks of the room. Requests about this viewer's own player
 * (volume, full screen, messages, tracks) yield no command: they never reach the room.
 */
export function commandsOf(request: RemoteRequest): readonly CompanionCommand[] {
  switch (request.kind) {
    case 'play':
      return [{ kind: 'act', action: { kind: 'play' } }]
    case 'pause':
      return [{ kind: 'act', action: { kind: 'pause', positionMs: null } }]
    case 'toggle':
      return [{ kind: 'toggle' }]
    case 'stop':
      return [{ kind: 'leave-room' }]
    case 'seek':
      return [{ kind: 'act', action: { kind: 'seek', positionMs: request.positionMs } }]
    case 'skip':
      return [{ kind: 'skip', byMs: request.byMs }]
    case 'next':
      return [{ kind: 'act', action: { kind: 'next' } }]
    case 'volume':
    case 'open':
    case 'previous':
    case 'volume-step':
    case 'mute':
    case 'track':
    case 'fullscreen':
    case 'message':
      return []
  }
}
