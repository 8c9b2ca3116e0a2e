import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useApp } from '../client/AppContext.tsx'
import { useCommand } from '../client/useCommand.ts'
import { ProblemNote } from '../parts/ProblemNote.tsx'

/** Asks before a session server is sent a sign-in for the first time. Closing it says no. */
export function TrustDialog() {
  const { t } = useTranslation('shell')
  const question = useApp(({ trustQuestion }) => trustQuestion)
  const agreeing = useCommand()
  const refusing = useCommand()
  const { server = '', host = '', libraryName = '', userName = '' } = question ?? {}
  const answer = (agrees: boolean) => ({ kind: 'answer-trust' as const, server, agrees })
  const refuse = () => void refusing.run(answer(false))
  return (
    <Modal
      opened={question !== null}
      onClose={refuse}
      title={t('trust.title', { host })}
      closeButtonProps={{ 'aria-label': t('trust.no') }}
    >
      <Stack gap="md">
        <Text>{t('trust.what', { host, library: libraryName, name: userName })}</Text>
        <Text size="sm" c="dimmed">
          {t('trust.when')}
        </Text>
        <ProblemNote problem={agreeing.problem ?? refusing.problem} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" loading={refusing.isPending} onClick={refuse}>
            {t('trust.no')}
          </Button>
          <Button loading={agreeing.isPending} onClick={() => void agreeing.run(answer(true))}>
            {t('trust.yes')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
