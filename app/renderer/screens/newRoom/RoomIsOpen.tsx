import { Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Problem } from '../../../../protocol/problem.ts'
import { useApp } from '../../client/AppContext.tsx'
import { Page } from '../../parts/Page.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { ShareRoom } from '../../parts/ShareRoom.tsx'
import classes from './newRoom.module.css'

export interface RoomIsOpenProps {
  /** Why nobody was asked to come; null = all were. */
  readonly problem: Problem | null
  readonly onInviteAgain: () => void
}

/** The room is there: how others come in, and the way into it. */
export function RoomIsOpen({ problem, onInviteAgain }: RoomIsOpenProps) {
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
        <ProblemNote problem={problem} onRetry={onInviteAgain} />
        <ShareRoom />
        <Button component={Link} href="/room" size="lg">
          {t('toRoom')}
        </Button>
      </div>
    </Page>
  )
}
