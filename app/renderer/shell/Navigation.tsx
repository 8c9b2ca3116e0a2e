import { Indicator, Tooltip } from '@mantine/core'
import type { LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { useApp } from '../client/AppContext.tsx'
import { Brand } from './Brand.tsx'
import classes from './Navigation.module.css'
import { isAt, places } from './places.ts'

/** The ways to everything: names and icons, icons alone, or a bar at the bottom, as wide as the window is. */
export function Navigation() {
  const { t } = useTranslation('shell')
  const [location] = useLocation()
  const waiting = useApp(({ inbox }) => inbox.length)
  return (
    <nav className={classes.nav} aria-label={t('navigation')}>
      <Brand />
      <ul className={classes.list}>
        {places.map(({ path, name, Icon, isMain }) => (
          <li key={path} data-minor={!isMain || undefined}>
            <Way
              path={path}
              label={t(name)}
              Icon={Icon}
              isHere={isAt(location, path)}
              note={
                name === 'invitations' && waiting > 0 ? t('invitationsWaiting', { count: waiting }) : null
              }
            />
          </li>
        ))}
      </ul>
    </nav>
  )
}

interface WayProps {
  readonly path: string
  readonly label: string
  readonly Icon: LucideIcon
  readonly isHere: boolean
  /** Something waits there; null = nothing does. */
  readonly note: string | null
}

function Way({ path, label, Icon, isHere, note }: WayProps) {
  return (
    <Tooltip label={label} position="right" classNames={{ tooltip: classes.tip ?? '' }}>
      <Link href={path} className={classes.way} aria-current={isHere ? 'page' : undefined}>
        <Indicator disabled={note === null} color="iris" size={9} offset={2}>
          <Icon aria-hidden size={22} strokeWidth={1.75} />
        </Indicator>
        <span className={classes.label}>{label}</span>
        {note !== null && <span className="spoken">{note}</span>}
      </Link>
    </Tooltip>
  )
}
