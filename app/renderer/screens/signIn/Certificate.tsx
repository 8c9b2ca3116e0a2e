import { Button, Code, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SignInState } from '../../../../protocol/bridge/appState.ts'
import { useCommand } from '../../client/useCommand.ts'
import { Front } from '../../parts/Front.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import classes from './signIn.module.css'

/** A server whose certificate nobody vouches for: what a person needs to decide whether it is theirs. */
export function Certificate({ step }: { step: Extract<SignInState, { kind: 'certificate' }> }) {
  const { t } = useTranslation('signIn')
  const trusting = useCommand()
  const going = useCommand()
  return (
    <Front title={t('certificate.title')} lead={step.address}>
      <ProblemNote problem={step.problem} />
      <div>
        <Text size="sm" fw={560} mb={4}>
          {t('certificate.fingerprint')}
        </Text>
        <Code block className={classes.fingerprint ?? ''} dir="ltr">
          {step.fingerprint}
        </Code>
      </div>
      <Text size="sm" c="dimmed">
        {t('certificate.how')}
      </Text>
      <ProblemNote problem={trusting.problem ?? going.problem} />
      <Group grow preventGrowOverflow={false}>
        <Button variant="default" loading={going.isPending} onClick={() => void going.run({ kind: 'back' })}>
          {t('certificate.back')}
        </Button>
        <Button
          loading={trusting.isPending}
          onClick={() => void trusting.run({ kind: 'trust-certificate', fingerprint: step.fingerprint })}
        >
          {t('certificate.trust')}
        </Button>
      </Group>
    </Front>
  )
}
