import { Alert, Button, PasswordInput, Text, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { PendingLink } from '../../../../protocol/bridge/appState.ts'
import { useApp, useAppLink } from '../../client/AppContext.tsx'
import { useCommand } from '../../client/useCommand.ts'
import { Page } from '../../parts/Page.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import classes from './join.module.css'

/** Into a room by the link that somebody sent: pasted here, or clicked anywhere. */
export function JoinScreen() {
  const { t } = useTranslation('join')
  const pending = useApp(({ pendingLink }) => pendingLink)
  useDropWithScreen()
  return (
    <Page title={t('title')}>
      <div className={classes.card}>{pending === null ? <Paste /> : <Follow link={pending} />}</div>
    </Page>
  )
}

/** A link that led nowhere is not what one finds when one comes here again, with another one perhaps. */
function useDropWithScreen(): void {
  const app = useAppLink()
  useEffect(
    () => () => {
      const link = app.mirror.getState().app?.pendingLink ?? null
      const isDead = link !== null && link.problem !== null && !link.wantsPassword
      if (isDead) void app.command({ kind: 'drop-link' })
    },
    [app],
  )
}

function Paste() {
  const { t } = useTranslation('join')
  const asking = useCommand()
  const [typed, type] = useState('')
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (typed.trim() !== '') void asking.run({ kind: 'open-link', link: typed.trim() })
      }}
    >
      <TextInput
        label={t('link')}
        description={t('linkHint')}
        placeholder="lockstep://join/…"
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
        maxLength={4096}
        spellCheck={false}
        autoComplete="off"
        dir="ltr"
        data-autofocus
      />
      <ProblemNote problem={asking.problem} />
      <Button type="submit" loading={asking.isPending} disabled={typed.trim() === ''}>
        {t('open')}
      </Button>
    </form>
  )
}

function Follow({ link }: { link: PendingLink }) {
  const { t } = useTranslation('join')
  const joining = useCommand()
  const dropping = useCommand()
  const [password, setPassword] = useState('')
  // One is in one room at a time, and the other room may turn out not to be there.
  const leaving = useApp(({ companion: { room } }) =>
    room === null ? null : (room.name ?? room.media.title),
  )
  const [, go] = useLocation()
  const follow = async () => {
    const given = link.wantsPassword ? password : null
    if (await joining.run({ kind: 'follow-link', password: given })) go('/room')
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        void follow()
      }}
    >
      <div>
        <Text size="sm" c="dimmed">
          {t('roomOn')}
        </Text>
        <Text fw={600} className={classes.server ?? ''} dir="ltr">
          {hostOf(link.server)}
        </Text>
        <Text size="sm" c="dimmed">
          {link.invitation === null ? t('byCode', { code: link.code }) : t('byInvitation')}
        </Text>
      </div>
      {link.wantsPassword && (
        <PasswordInput
          label={t('password')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          maxLength={1024}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
        />
      )}
      {leaving !== null && (
        <Alert color="caution" role="note">
          {t('leaves', { room: leaving })}
        </Alert>
      )}
      <ProblemNote problem={link.problem ?? joining.problem ?? dropping.problem} />
      <div className={classes.ways}>
        <Button type="submit" loading={joining.isPending} disabled={link.wantsPassword && password === ''}>
          {t(leaving === null ? 'join' : 'leaveAndJoin')}
        </Button>
        <Button
          variant="default"
          loading={dropping.isPending}
          onClick={() => void dropping.run({ kind: 'drop-link' })}
        >
          {t('other')}
        </Button>
      </div>
    </form>
  )
}

/** What a person recognises a server by. */
const hostOf = (server: string): string => server.replace(/^wss?:\/\//, '')
