import { Avatar, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PublicUser } from '../../../../protocol/bridge/appState.ts'
import classes from './signIn.module.css'

export interface UserTilesProps {
  readonly users: readonly PublicUser[]
  readonly chosen: string
  readonly isBusy: boolean
  readonly onChoose: (user: PublicUser) => void
}

/** Those whom the server shows to everybody; one without a password is in with one click. */
export function UserTiles({ users, chosen, isBusy, onChoose }: UserTilesProps) {
  const { t } = useTranslation('signIn')
  return (
    <ul className={classes.users} aria-label={t('user.users')}>
      {users.map((user) => (
        <li key={user.name}>
          <UnstyledButton
            className={classes.user}
            aria-pressed={chosen === user.name}
            disabled={isBusy}
            onClick={() => onChoose(user)}
          >
            <Avatar src={user.pictureUrl} name={user.name} color="iris" size={64} alt="" aria-hidden />
            <span className={classes.userName} dir="auto">
              {user.name}
            </span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  )
}
