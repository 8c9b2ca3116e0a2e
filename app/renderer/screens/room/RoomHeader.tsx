import { Badge, Button } from '@mantine/core'
import { Activity, DoorOpen, Hand, Keyboard, KeyRound, Lock, Settings2, UserPlus } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useIsRemote } from '../../client/AppContext.tsx'
import { IconButton } from '../../parts/IconButton.tsx'
import { ownMember } from '../../room/may.ts'
import { useRoomActions } from './actions.ts'
import { useOpened } from './Opened.tsx'
import classes from './Room.module.css'
import { useCompanion, useRoom } from './useRoom.ts'

/** The room's name, what is special about it, and the ways to everything about it. */
export function RoomHeader() {
  const { t } = useTranslation(['room', 'common'])
  const name = useRoom((room) => room.name)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (document.documentElement.dataset['visited'] !== undefined) heading.current?.focus()
    document.documentElement.dataset['visited'] = ''
  }, [])
  return (
    <header className={classes.header}>
      <title>{`${name} · ${t('common:productName')}`}</title>
      <div className={classes.naming}>
        <h1 ref={heading} tabIndex={-1} className={classes.name} dir="auto">
          {name}
        </h1>
        <Special />
      </div>
      <Buttons />
    </header>
  )
}

function Special() {
  const { t } = useTranslation('room')
  const isLocked = useRoom((room) => room.isLocked)
  const hasPassword = useRoom((room) => room.hasPassword)
  const visibility = useRoom((room) => room.policy.visibility)
  const here = useRoom(
    (room) => room.members.filter(({ connection }) => connection.kind === 'present').length,
  )
  const badge = { variant: 'light', color: 'gray', tt: 'none', fw: 560 } as const
  return (
    <div className={classes.badges}>
      <Badge {...badge}>{t('header.here', { count: here })}</Badge>
      {isLocked && (
        <Badge {...badge} leftSection={<Lock size={12} aria-hidden />}>
          {t('header.locked')}
        </Badge>
      )}
      {hasPassword && (
        <Badge {...badge} leftSection={<KeyRound size={12} aria-hidden />}>
          {t('header.password')}
        </Badge>
      )}
      {visibility !== 'unlisted' && <Badge {...badge}>{t(`header.${visibility}`)}</Badge>}
    </div>
  )
}

function Buttons() {
  const { t } = useTranslation('room')
  const { tell } = useRoomActions()
  const { open, toggle } = useOpened()
  const isRemote = useIsRemote()
  const isRaised = useCompanion((companion) => (ownMember(companion)?.hand ?? null) !== null)
  const hand = () =>
    void tell(isRaised ? { kind: 'lower-hand', memberId: null } : { kind: 'raise-hand', wants: 'attention' })
  return (
    <div className={classes.buttons}>
      {!isRemote && (
        <Button leftSection={<UserPlus size={18} aria-hidden />} size="sm" onClick={() => open('invite')}>
          {t('header.invite')}
        </Button>
      )}
      <IconButton
        label={t(isRaised ? 'hand.lower' : 'hand.raise')}
        Icon={Hand}
        aria-pressed={isRaised}
        {...(isRaised ? { variant: 'light', color: 'iris' } : {})}
        onClick={hand}
      />
      <IconButton label={t('header.truthLong')} Icon={Activity} onClick={() => toggle('truth')} />
      {!isRemote && <IconButton label={t('header.hostLong')} Icon={Settings2} onClick={() => open('host')} />}
      <IconButton
        label={t('header.keys')}
        Icon={Keyboard}
        className={classes.keysButton ?? ''}
        onClick={() => open('keys')}
      />
      <IconButton label={t('header.leave')} Icon={DoorOpen} onClick={() => open('leave')} />
    </div>
  )
}
