import type { ItemDetails } from '../../../protocol/bridge/query.ts'
import type { CompanionCommand } from '../../../protocol/companionCommand.ts'
import type { CompanionState } from '../../../protocol/companionState.ts'
import type { RoomShortcut } from '../keys/shortcuts.ts'
import { ownMember, transportOf, willPlay } from './may.ts'
import { skippableAt } from './scenes.ts'

/** What a shortcut needs to know beside the state. */
export interface ShortcutScene {
  /** null = the library tells nothing of it. */
  readonly film: ItemDetails | null
  /** Where the room is. */
  positionMs(): number
}

/** What a shortcut asks of the companion, with how things stand; null = nothing now. */
export function commandOfShortcut(
  shortcut: RoomShortcut,
  companion: CompanionState,
  place: ShortcutScene,
): CompanionCommand | null {
  const { personal, isFree } = companion
  switch (shortcut) {
    case 'toggle':
      return toggleOf(companion)
    case 'back':
      return { kind: 'skip', byMs: -10_000 }
    case 'forward':
      return { kind: 'skip', byMs: 10_000 }
    case 'farBack':
      return { kind: 'skip', byMs: -60_000 }
    case 'farForward':
      return { kind: 'skip', byMs: 60_000 }
    case 'skipScene': {
      const scene = skippableAt(place.film?.segments ?? [], place.positionMs())
      return scene === null ? null : { kind: 'act', action: { kind: 'seek', positionMs: scene.endMs } }
    }
    case 'next':
      return { kind: 'act', action: { kind: 'next' } }
    case 'resync':
      return { kind: 'act', action: { kind: 'resync' } }
    case 'hand':
      return handOf(companion)
    case 'replay':
      return { kind: 'replay', byMs: null }
    case 'endReplay':
      return { kind: 'end-replay' }
    case 'louder':
      return volumeBy(companion, 5)
    case 'quieter':
      return volumeBy(companion, -5)
    case 'mute':
      return { kind: 'set-muted', muted: !(personal.volume?.muted ?? false) }
    case 'fullscreen':
      return { kind: 'set-fullscreen', fullscreen: true }
    case 'freePlay':
      return { kind: 'free-play', isFree: !isFree }
    case 'ready':
      return { kind: 'set-ready', ready: !personal.ready }
  }
}

/** Whoever may not pause asks for it with the same key. */
function toggleOf(companion: CompanionState): CompanionCommand | null {
  const { toggle } = transportOf(companion)
  if (toggle === 'do' || toggle === 'vote') return { kind: 'toggle' }
  return willPlay(companion.room) && toggle === 'ask' ? { kind: 'raise-hand', wants: 'pause' } : null
}

const handOf = (companion: CompanionState): CompanionCommand =>
  (ownMember(companion)?.hand ?? null) === null
    ? { kind: 'raise-hand', wants: 'attention' }
    : { kind: 'lower-hand', memberId: null }

const volumeBy = ({ personal }: CompanionState, by: number): CompanionCommand => ({
  kind: 'set-volume',
  percent: Math.max(0, Math.min(130, Math.round((personal.volume?.percent ?? 100) + by))),
})
