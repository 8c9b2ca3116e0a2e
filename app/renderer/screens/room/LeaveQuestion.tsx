import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { Sure } from '../../parts/Sure.tsx'
import { ownMember } from '../../room/may.ts'
import { useRoomActions } from './actions.ts'
import { useOpened } from './Opened.tsx'
import { useCompanion, useRoom } from './useRoom.ts'

/** Asks whoever leaves: their player closes, and a host gives the role away. */
export function LeaveQuestion() {
  const { t } = useTranslation('room')
  const { opened, close } = useOpened()
  const { tell } = useRoomActions()
  const [, go] = useLocation()
  const isHost = useCompanion((companion) => ownMember(companion)?.role === 'host')
  const others = useRoom(({ members }) => members.length - 1)
  if (opened !== 'leave') return null
  const leave = async () => {
    const isDone = await tell({ kind: 'leave-room' })
    // Leaving takes a moment, in which somebody may have gone elsewhere themselves.
    if (isDone && window.location.hash.startsWith('#/room')) go('/')
    return isDone
  }
  return (
    <Sure
      title={t('leave.title')}
      sentence={`${t('leave.sentence')} ${isHost && others > 0 ? t('leave.host') : ''}`.trim()}
      yes={t('leave.yes')}
      no={t('leave.no')}
      onYes={leave}
      onClose={close}
    />
  )
}
