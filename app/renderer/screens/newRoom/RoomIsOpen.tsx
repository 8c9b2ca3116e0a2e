import { Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useApp } from '../../client/AppContext.tsx'
import { Page } from '../../parts/Page.tsx'
import { ShareRoom } from '../../parts/ShareRoom.tsx'
import classes from './newRoom.module.css'

/** The room is there: how others come in, and the way into it. */
export function RoomIsOpen() {
  const { t } = useTranslation('newRoom')
  const name = useApp(({ companion }) => companion.room?.name ?? null)
  return (
    <Page title={t('isOpen')}>
      <div className={classes.open}>
        {name !== null && (
          <Text size="lg" fw={600} dir="auto">
            {name}
          </Text>
        )}
        <Text c="dimmed">{t('isOpenHint')}</Text>
        <ShareRoom />
        <Button component={Link} href="/room" size="lg">
          {t('toRoom')}
        </Button>
      </div>
    </Page>
  )
}
