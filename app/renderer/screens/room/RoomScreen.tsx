import { useCompanion } from './useRoom.ts'
import { ConnectingFace, EndedFace, NoRoomFace } from './RoomFaces.tsx'
import { Room } from './Room.tsx'

/** Where one watches together: the room, or what there is in its place. */
export function RoomScreen() {
  const hasRoom = useCompanion(({ room }) => room !== null)
  const session = useCompanion((companion) => companion.session)
  const problem = useCompanion((companion) => companion.problem)
  if (hasRoom) return <Room />
  if (session.kind === 'connecting') return <ConnectingFace attempt={session.attempt} />
  if (session.kind === 'ended') return <EndedFace problem={session.problem} />
  return problem === null ? <NoRoomFace /> : <EndedFace problem={problem} />
}
