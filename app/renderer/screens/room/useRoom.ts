import type { CompanionState } from '../../../../protocol/companionState.ts'
import type { RoomView } from '../../../../protocol/room.ts'
import type { ItemDetails } from '../../../../protocol/bridge/query.ts'
import { useApp } from '../../client/AppContext.tsx'
import { useAnswer } from '../../client/useAnswer.ts'

/** A part of what the companion tells; draws anew only when that part changed. */
export const useCompanion = <Part>(select: (companion: CompanionState) => Part): Part =>
  useApp(({ companion }) => select(companion))

/** A part of the room. Only below a screen that has seen that there is one. */
export const useRoom = <Part>(select: (room: RoomView) => Part): Part =>
  useCompanion(({ room }) => {
    if (room === null) throw new Error('a part of the room outside of one')
    return select(room)
  })

/** What the own library knows of the film that the room plays; null = nothing (yet). */
export function useFilm(): ItemDetails | null {
  const itemId = useCompanion(({ media }) => (media?.kind === 'open' ? media.itemId : null))
  const answer = useAnswer({ kind: 'item', itemId: itemId ?? '-' }, { when: itemId !== null })
  return itemId === null ? null : (answer.value ?? null)
}
