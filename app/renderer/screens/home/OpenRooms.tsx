import { Button, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import type { RoomListing } from '../../../../protocol/roomListing.ts'
import { useApp } from '../../client/AppContext.tsx'
import { useCommand } from '../../client/useCommand.ts'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import classes from './home.module.css'

/** Rooms that are open to everybody, and whether somebody asked one to come. Nothing when there is neither. */
export function OpenRooms() {
  const { t } = useTranslation('home')
  const rooms = useApp((app) => app.rooms) ?? []
  const waiting = useApp(({ inbox }) => inbox.length)
  return (
    <>
      {waiting > 0 && (
        <div className={classes.waiting}>
          <Text fw={560}>{t('invited', { count: waiting })}</Text>
          <Button component={Link} href="/invitations" size="sm" variant="default">
            {t('seeInvitations')}
          </Button>
        </div>
      )}
      {rooms.length > 0 && (
        <section aria-label={t('openRooms')}>
          <Title order={2} mb="sm">
            {t('openRooms')}
          </Title>
          <ul className={classes.rooms}>
            {rooms.map((room) => (
              <OpenRoom key={room.id} room={room} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function OpenRoom({ room }: { room: RoomListing }) {
  const { t } = useTranslation('home')
  const server = useApp(({ sessionServer }) => ('address' in sessionServer ? sessionServer.address : null))
  const own = useApp(({ companion }) => companion.room?.id ?? null)
  const asking = useCommand()
  const [, go] = useLocation()
  const join = async () => {
    if (server === null) return
    const target = { server, code: room.code, password: null, invitation: null }
    if (await asking.tell({ kind: 'join-room', ...target })) go('/room')
  }
  return (
    <li>
      <div className={classes.room}>
        <div className={classes.words}>
          <Text fw={600} dir="auto">
            {room.name}
          </Text>
          <Text size="sm" c="dimmed" dir="auto">
            {room.title}
          </Text>
          <Text size="sm" c="dimmed">
            {t('present', { count: room.members })}
          </Text>
        </div>
        {own === room.id ? (
          <Button component={Link} href="/room" size="sm" variant="light">
            {t('toRoom')}
          </Button>
        ) : (
          <Button size="sm" variant="light" loading={asking.isPending} onClick={() => void join()}>
            {t('join')} <span className="spoken">{room.name}</span>
          </Button>
        )}
      </div>
      <ProblemNote problem={asking.problem} onDismiss={asking.reset} />
    </li>
  )
}
