import { Indicator, Tooltip } from '@mantine/core'
import { Popcorn, Search, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { useKeyText } from '../keys/useKeyText.ts'
import { useApp, useIsRemote } from '../client/AppContext.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import { Brand } from './Brand.tsx'
import { More } from './More.tsx'
import classes from './Navigation.module.css'
import { isAt, placesOf, type Place } from './places.ts'

/** The ways to everything: names and icons, icons alone, or a bar at the bottom, as wide as the window is. */
export function Navigation({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation('shell')
  const isRemote = useIsRemote()
  const all: readonly Place[] = placesOf(isRemote)
  return (
    <nav className={classes.nav} aria-label={t('navigation')}>
      <Brand />
      <SearchWay onSearch={onSearch} />
      <ul className={classes.list}>
        <RoomWay />
        <Ways of={all.filter(({ isAside }) => isAside !== true)} />
        {!isRemote && (
          <li className={classes.narrowOnly}>
            <More />
          </li>
        )}
      </ul>
      {!isRemote && (
        <div className={classes.foot}>
          <ul className={classes.list}>
            <Ways of={all.filter(({ isAside }) => isAside === true)} />
          </ul>
          <AccountMenu />
        </div>
      )}
    </nav>
  )
}

function SearchWay({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation('shell')
  const keyText = useKeyText()
  const isMac = useApp(({ app }) => app.system === 'mac')
  return (
    <button
      type="button"
      className={`${classes.way} ${classes.search}`}
      onClick={onSearch}
      aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'}
    >
      <Search aria-hidden size={20} strokeWidth={1.75} />
      <span className={classes.label}>{t('palette.open')}</span>
      <kbd aria-hidden className={classes.key}>
        {isMac ? '⌘ K' : keyText('Ctrl+k')}
      </kbd>
    </button>
  )
}

/** Back to the film, wherever one is. */
function RoomWay() {
  const { t } = useTranslation('shell')
  const [location] = useLocation()
  const isInRoom = useApp(({ companion }) => companion.room !== null)
  if (!isInRoom) return null
  return (
    <li>
      <Way path="/room" label={t('room')} Icon={Popcorn} isHere={isAt(location, '/room')} note={null} />
    </li>
  )
}

function Ways({ of }: { of: readonly Place[] }) {
  const { t } = useTranslation('shell')
  const [location] = useLocation()
  const waiting = useApp(({ inbox }) => inbox.length)
  return of.map(({ path, name, Icon, isMain }) => (
    <li key={path} data-minor={!isMain || undefined}>
      <Way
        path={path}
        label={t(name as 'home')}
        Icon={Icon}
        isHere={isAt(location, path)}
        note={name === 'invitations' && waiting > 0 ? t('invitationsWaiting', { count: waiting }) : null}
      />
    </li>
  ))
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
