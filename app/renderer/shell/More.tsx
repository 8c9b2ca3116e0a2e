import { Menu } from '@mantine/core'
import { Ellipsis } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useApp } from '../client/AppContext.tsx'
import { Accounts } from './AccountMenu.tsx'
import classes from './Navigation.module.css'
import { placesOf } from './places.ts'

/** Everything for which a narrow window's bar has no room. */
export function More() {
  const { t } = useTranslation('shell')
  const account = useApp((app) => app.account)
  const hidden = placesOf(false).filter(({ isMain }) => !isMain)
  return (
    <Menu position="top-end" width={260}>
      <Menu.Target>
        <button type="button" className={classes.way}>
          <Ellipsis aria-hidden size={22} strokeWidth={1.75} />
          <span className={classes.label}>{t('more')}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {hidden.map(({ path, name, Icon }) => (
          <Menu.Item key={path} component={Link} href={path} leftSection={<Icon aria-hidden size={18} />}>
            {t(name)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {account !== null && <Accounts current={account} />}
      </Menu.Dropdown>
    </Menu>
  )
}
