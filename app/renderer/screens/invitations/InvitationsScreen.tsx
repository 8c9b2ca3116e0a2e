import { Button, PasswordInput, Text } from '@mantine/core'
import { Mail } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import type { InboxEntry } from '../../../../protocol/bridge/appState.ts'
import { useApp } from '../../client/AppContext.tsx'
import { useCommand } from '../../client/useCommand.ts'
import { Empty } from '../../parts/Empty.tsx'
import { Page } from '../../parts/Page.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import classes from './invitations.module.css'

/** Rooms that are open now and to which one was asked to come. */
export function InvitationsScreen() {
  const { t } = useTranslation('invitations')
  const inbox = useApp((app) => app.inbox)
  return (
    <Page title={t('title')}>
      {inbox.length === 0 ? (
        <Empty Icon={Mail} title={t('none')} ways={<Link href="/join">{t('byLink')}</Link>}>
          {t('noneWhy')}
        </Empty>
      ) : (
        <ul className={classes.list}>
          {inbox.map((entry) => (
            <Invitation key={`${entry.server}/${entry.roomId}`} entry={entry} />
          ))}
        </ul>
      )}
    </Page>
  )
}

function Invitation({ entry }: { entry: InboxEntry }) {
  const { t } = useTranslation('invitations')
  const accepting = useCommand()
  const declining = useCommand()
  const [password, setPassword] = useState('')
  const [, go] = useLocation()
  const answer = (accept: boolean) => ({
    kind: 'answer-invitation' as const,
    roomId: entry.roomId,
    accept,
    password: accept && entry.hasPassword ? password : null,
  })
  const accept = async () => {
    if (await accepting.run(answer(true))) go('/room')
  }
  const who = entry.hostName === null ? t('invited') : t('invitedBy', { name: entry.hostName })
  return (
    <li className={classes.invitation}>
      <div>
        <Text size="sm" c="dimmed" dir="auto">
          {who}
        </Text>
        <Text size="lg" fw={640} dir="auto">
          {entry.title}
        </Text>
        <Text size="sm" c="dimmed" dir="auto">
          {entry.role === 'controller'
            ? t('asController', { room: entry.roomName })
            : t('asViewer', { room: entry.roomName })}
        </Text>
      </div>
      {entry.hasPassword && (
        <PasswordInput
          label={t('password')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
        />
      )}
      <ProblemNote problem={accepting.problem ?? declining.problem} />
      <div className={classes.ways}>
        <Button
          loading={accepting.isPending}
          disabled={entry.hasPassword && password === ''}
          onClick={() => void accept()}
        >
          {t('accept')}
        </Button>
        <Button
          variant="default"
          loading={declining.isPending}
          onClick={() => void declining.run(answer(false))}
        >
          {t('decline')}
        </Button>
      </div>
    </li>
  )
}
