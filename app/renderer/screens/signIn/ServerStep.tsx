import { Button, Text, TextInput, UnstyledButton } from '@mantine/core'
import { RefreshCw, Server } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../../../protocol/problem.ts'
import { useApp } from '../../client/AppContext.tsx'
import { useCommand } from '../../client/useCommand.ts'
import { Front } from '../../parts/Front.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { AccountWays } from './AccountWays.tsx'
import classes from './signIn.module.css'

export interface ServerStepProps {
  readonly address: string
  readonly problem: Problem | null
  readonly isConnecting?: boolean
}

/** Which server? One that was found on the network, or one by its address. */
export function ServerStep({ address, problem, isConnecting = false }: ServerStepProps) {
  const { t } = useTranslation('signIn')
  const asking = useCommand()
  const [typed, type] = useState(address)
  const isBusy = isConnecting || asking.isPending
  const connect = (to: string) => void asking.run({ kind: 'connect-server', address: to })
  return (
    <Front title={t('server.title')} lead={t('server.lead')} foot={<AccountWays />}>
      <Found isBusy={isBusy} onChoose={connect} />
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (typed.trim() !== '') connect(typed)
        }}
      >
        <TextInput
          label={t('server.address')}
          placeholder="https://jellyfin.example"
          description={t('server.addressHint')}
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
          inputMode="url"
          autoComplete="url"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={2000}
          dir="ltr"
          disabled={isBusy}
        />
        <ProblemNote problem={problem ?? asking.problem} />
        <Button type="submit" fullWidth loading={isBusy} disabled={typed.trim() === ''}>
          {t('server.go')}
        </Button>
      </form>
    </Front>
  )
}

/** Servers that told of themselves on the local network. */
function Found({ isBusy, onChoose }: { isBusy: boolean; onChoose: (url: string) => void }) {
  const { t } = useTranslation('signIn')
  const found = useApp(({ discovered }) => discovered)
  const looking = useCommand()
  return (
    <section aria-label={t('found.title')}>
      <div className={classes.foundHead}>
        <Text size="sm" fw={560}>
          {t('found.title')}
        </Text>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<RefreshCw aria-hidden size={14} />}
          loading={looking.isPending}
          onClick={() => void looking.run({ kind: 'discover' })}
        >
          {t('found.again')}
        </Button>
      </div>
      {found.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('found.none')}
        </Text>
      ) : (
        <ul className={classes.servers}>
          {found.map(({ id, name, url }) => (
            <li key={id}>
              <UnstyledButton className={classes.server} disabled={isBusy} onClick={() => onChoose(url)}>
                <Server aria-hidden size={20} />
                <span className={classes.serverWords}>
                  <Text component="span" fw={560} dir="auto">
                    {name}
                  </Text>
                  <Text component="span" size="xs" c="dimmed">
                    {url}
                  </Text>
                </span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
