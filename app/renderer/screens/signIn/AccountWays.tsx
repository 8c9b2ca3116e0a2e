import { Button, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../client/AppContext.tsx'
import { useCommand } from '../../client/useCommand.ts'
import { ProblemNote } from '../../parts/ProblemNote.tsx'

/** Back to those who are signed in already, for whoever has changed their mind. Nothing when nobody is. */
export function AccountWays() {
  const { t } = useTranslation('signIn')
  const accounts = useApp((app) => app.accounts)
  const current = useApp(({ account }) => account)
  const asking = useCommand()
  if (accounts.length === 0) return null
  return (
    <Stack gap="xs" w="100%">
      <ProblemNote problem={asking.problem} />
      {current === null ? (
        accounts.map(({ serverId, userId, userName, serverName }) => (
          <Button
            key={`${serverId}/${userId}`}
            variant="subtle"
            loading={asking.isPending}
            onClick={() => void asking.run({ kind: 'switch-account', serverId, userId })}
          >
            {t('goOnAs', { name: userName, server: serverName })}
          </Button>
        ))
      ) : (
        <Button variant="subtle" loading={asking.isPending} onClick={() => void asking.run({ kind: 'back' })}>
          {t('stayAs', { name: current.userName })}
        </Button>
      )}
    </Stack>
  )
}
