import { Avatar, Menu } from '@mantine/core'
import { LogOut, UserPlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { AccountView } from '../../../protocol/bridge/appState.ts'
import { useApp, useAppLink } from '../client/AppContext.tsx'
import classes from './Navigation.module.css'

const isSame = (one: AccountView, other: AccountView): boolean =>
  one.serverId === other.serverId && one.userId === other.userId

/** Who is signed in, with the ways to be somebody else. */
export function AccountMenu() {
  const account = useApp((app) => app.account)
  if (account === null) return null
  return (
    <Menu position="top-start" width={260} withinPortal>
      <Menu.Target>
        <button type="button" className={classes.way}>
          <Avatar
            src={account.pictureUrl}
            name={account.userName}
            color="iris"
            size={28}
            alt=""
            aria-hidden
          />
          <span className={classes.label} dir="auto">
            {account.userName}
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Accounts current={account} />
      </Menu.Dropdown>
    </Menu>
  )
}

/** The entries alone, for a menu that has others, too. */
export function Accounts({ current }: { current: AccountView }) {
  const { t } = useTranslation('shell')
  const link = useAppLink()
  const others = useApp(({ accounts }) => accounts).filter((other) => !isSame(other, current))
  const [, go] = useLocation()
  // What is refused here the app tells as a notice: a menu is closed by then.
  const add = async () => {
    const result = await link.command({ kind: 'add-account' })
    if (result.ok) go('/sign-in')
  }
  const { serverId, userId } = current
  return (
    <>
      <Menu.Label>{t('account', { name: `${current.userName} · ${current.serverName}` })}</Menu.Label>
      {others.map((other) => (
        <Menu.Item
          key={`${other.serverId}/${other.userId}`}
          leftSection={
            <Avatar src={other.pictureUrl} name={other.userName} color="iris" size={24} alt="" aria-hidden />
          }
          onClick={() =>
            void link
              .command({ kind: 'switch-account', serverId: other.serverId, userId: other.userId })
              .then(() => go('/'))
          }
        >
          {t('switchTo', { name: other.userName, server: other.serverName })}
        </Menu.Item>
      ))}
      <Menu.Item leftSection={<UserPlus aria-hidden size={18} />} onClick={() => void add()}>
        {t('addAccount')}
      </Menu.Item>
      <Menu.Item
        leftSection={<LogOut aria-hidden size={18} />}
        onClick={() => void link.command({ kind: 'sign-out', serverId, userId })}
      >
        {t('signOut')}
      </Menu.Item>
    </>
  )
}
