import { useTranslation } from 'react-i18next'
import { useMemo } from 'react'
import { inOrder } from '../../../room/roster.ts'
import { useCompanion, useRoom } from '../useRoom.ts'
import { MemberRow } from './MemberRow.tsx'
import classes from './Roster.module.css'

/** Who is here, how they do, and how exactly they are in step. */
export function Roster() {
  const { t } = useTranslation('room')
  const members = useRoom((room) => room.members)
  const ownId = useCompanion(({ memberId }) => memberId)
  const ordered = useMemo(() => inOrder(members, ownId), [members, ownId])
  return (
    <ul className={classes.list} aria-label={t('people.title')}>
      {ordered.map((member) => (
        <MemberRow key={member.id} member={member} isSelf={member.id === ownId} />
      ))}
    </ul>
  )
}
