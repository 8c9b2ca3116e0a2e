import { Badge, Button, Group } from '@mantine/core'
import { UserRoundPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { AccountView } from '../../../../protocol/bridge/appState.ts'
import { useApp } from '../../client/AppContext.tsx'
import { useCommand } from '../../client/useCommand.ts'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { Sure } from '../../parts/Sure.tsx'
import { Section } from './Section.tsx'
import classes from './Settings.module.css'

/** Who is signed in here, and where. */
export function AccountsSection() {
  const { t } = useTranslation('settings')
  const accounts = useApp((app) => app.accounts)
  const { run, isPending, problem } = useCommand()
  const [, go] = useLocation()
  const add = async () => {
    if (await run({ kind: 'add-account' })) go('/sign-in')
  }
  return (
    <Section title={t('accounts.title')}>
      <ul className={classes.rows}>
        {accounts.map((account) => (
          <AccountRow key={`${account.serverId}/${account.userId}`} account={account} />
        ))}
      </ul>
      <Button
        variant="default"
        loading={isPending}
        leftSection={<UserRoundPlus size={18} aria-hidden />}
        onClick={() => void add()}
      >
        {t('accounts.add')}
      </Button>
      <ProblemNote problem={problem} />
    </Section>
  )
}

function AccountRow({ account }: { account: AccountView }) {
  const { t } = useTranslation('settings')
  const { run, isPending, problem } = useCommand()
  const [isAsking, setAsking] = useState(false)
  const { serverId, userId, userName, serverName, serverUrl } = account
  const isCurrent = useApp((app) => app.account?.serverId === serverId && app.account.userId === userId)
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <strong dir="auto">{userName}</strong>
        <small dir="auto">
          {serverName} · {serverUrl}
        </small>
        <ProblemNote problem={problem} />
      </div>
      <Group gap="xs">
        {isCurrent ? (
          <Badge variant="light">{t('accounts.current')}</Badge>
        ) : (
          <Button
            size="sm"
            variant="default"
            loading={isPending}
            onClick={() => void run({ kind: 'switch-account', serverId, userId })}
          >
            {t('accounts.switch')}
          </Button>
        )}
        <Button size="sm" variant="subtle" color="gray" onClick={() => setAsking(true)}>
          {t('accounts.signOut')}
        </Button>
      </Group>
      {isAsking && (
        <Sure
          title={t('accounts.signOut')}
          sentence={t('accounts.signOutSure', { name: userName, server: serverName })}
          yes={t('accounts.signOut')}
          onYes={() => run({ kind: 'sign-out', serverId, userId })}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  )
}
