import { UserRoundCheck, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../parts/IconButton.tsx'
import { ownPermission } from '../../../room/may.ts'
import { useRoomActions } from '../actions.ts'
import { useCompanion, useRoom } from '../useRoom.ts'
import classes from './Host.module.css'

/** Who is expected, and who is kept out. */
export function GuestList() {
  const { t } = useTranslation('room')
  const { tell } = useRoomActions()
  const invitations = useRoom((room) => room.invitations)
  const bans = useRoom((room) => room.bans)
  const mayInvite = useCompanion((companion) => ownPermission(companion, 'invite') === 'yes')
  const mayBan = useCompanion((companion) => ownPermission(companion, 'ban') === 'yes')
  return (
    <>
      <section className={classes.section}>
        <h3>{t('host.guests')}</h3>
        {invitations.length === 0 && <p className={classes.hint}>{t('host.guestsNone')}</p>}
        <ul className={classes.list}>
          {invitations.map(({ personId, name, status }) => (
            <li key={personId}>
              <bdi>{name}</bdi>
              <small>{t(`host.guestStatus.${status}`)}</small>
              {mayInvite && (
                <IconButton
                  label={t('host.uninvite', { name })}
                  Icon={X}
                  size={36}
                  onClick={() => void tell({ kind: 'govern', deed: { kind: 'uninvite', personId } })}
                />
              )}
            </li>
          ))}
        </ul>
      </section>
      {bans.length > 0 && (
        <section className={classes.section}>
          <h3>{t('host.bans')}</h3>
          <ul className={classes.list}>
            {bans.map(({ personId, name }) => (
              <li key={personId}>
                <bdi>{name}</bdi>
                {mayBan && (
                  <IconButton
                    label={t('host.unban', { name })}
                    Icon={UserRoundCheck}
                    size={36}
                    onClick={() => void tell({ kind: 'govern', deed: { kind: 'unban', personId } })}
                  />
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
