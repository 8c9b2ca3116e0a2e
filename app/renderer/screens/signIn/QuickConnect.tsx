import { Button, Group, Loader, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../client/useCommand.ts'
import { Front } from '../../parts/Front.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import classes from './signIn.module.css'

/** The code that has to be entered on a device that is signed in already, until it was. */
export function QuickConnect({ code, serverName }: { code: string; serverName: string }) {
  const { t } = useTranslation('signIn')
  const going = useCommand()
  return (
    <Front title={t('quick.title')} lead={t('quick.lead', { server: serverName })}>
      {/* Digit by digit, for whoever hears it. */}
      <p className={classes.code} dir="ltr">
        <span aria-hidden>{code}</span>
        <span className="spoken">{[...code].join(' ')}</span>
      </p>
      <Group justify="center" gap="sm" role="status">
        <Loader size="xs" />
        <Text size="sm" c="dimmed">
          {t('quick.waiting')}
        </Text>
      </Group>
      <ProblemNote problem={going.problem} />
      <Button
        variant="default"
        fullWidth
        loading={going.isPending}
        onClick={() => void going.run({ kind: 'back' })}
      >
        {t('quick.back')}
      </Button>
    </Front>
  )
}
