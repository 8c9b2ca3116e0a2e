import { useTranslation } from 'react-i18next'
import { inOrder } from '../../../room/roster.ts'
import { useCompanion, useRoom } from '../useRoom.ts'
import { useShallow } from '../useShallow.ts'
import { MemberRow } from './MemberRow.tsx'
import classes from './Roster.module.css'

/** Who is here, how they do, and how exactly they are in step. */
export function Roster() {
  const { t } = useTranslation('room')
  const ownId = useCompanion(({ memberId }) => memberId)
  const ids = useRoom(useShallow(({ members }) => inOrder(members, ownId).map(({ id }) => id)))
  return (
    <ul className={classes.list} aria-label={t('people.title')}>
      {ids.map((id) => (
        <MemberRow key={id} memberId={id} isSelf={id === ownId} />
      ))}
    </ul>
  )
}
