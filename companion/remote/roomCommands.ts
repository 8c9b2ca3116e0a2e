import type { RemoteRequest } from '../../jellyfin/library.ts'
import type { CompanionCommand } from '../../protocol/companionCommand.ts'
import { libraryKey } from '../personal/trackList.ts'

/**
 * What a request from another Jellyfin client ("Play On") asks of the room, or of this viewer's own tracks. Requests about this viewer's own player
 * (volume, full screen, messages) yield no command: they never reach the room.
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
    case 'track': {
      const { track, index } = request
      return [{ kind: 'choose-track', track, key: index === null || index < 0 ? null : libraryKey(index) }]
    }
    case 'next':
      return [{ kind: 'act', action: { kind: 'next' } }]
    case 'volume':
    case 'open':
    case 'previous':
    case 'volume-step':
    case 'mute':
    case 'fullscreen':
    case 'message':
      return []
  }
}
