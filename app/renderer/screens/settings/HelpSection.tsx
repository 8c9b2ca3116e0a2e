import { Button, Group, Modal, Text } from '@mantine/core'
import { Download, FileText, Stethoscope } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useApp } from '../../client/AppContext.tsx'
import { useAnswer } from '../../client/useAnswer.ts'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { Scroller } from '../../parts/Scroller.tsx'
import { saveFile } from '../../parts/saveFile.ts'
import { Section } from './Section.tsx'
import classes from './Settings.module.css'

/** Where to look, and what to send to whoever helps. */
export function HelpSection() {
  const { t } = useTranslation(['settings', 'common'])
  const version = useApp(({ app }) => app.version)
  const [isShown, setShown] = useState(false)
  return (
    <Section title={t('settings:help.title')}>
      <Text size="sm" c="dimmed">
        {t('settings:help.doctorHint')} {t('settings:help.diagnosticsHint')}
      </Text>
      <Group gap="xs">
        <Button
          component={Link}
          href="/doctor"
          variant="default"
          leftSection={<Stethoscope size={18} aria-hidden />}
        >
          {t('settings:help.doctor')}
        </Button>
        <Button
          variant="default"
          leftSection={<FileText size={18} aria-hidden />}
          onClick={() => setShown(true)}
        >
          {t('settings:help.diagnostics')}
        </Button>
      </Group>
      <Text size="xs" c="dimmed">
        {t('settings:help.version', { version })}
      </Text>
      <Modal
        opened={isShown}
        onClose={() => setShown(false)}
        size="lg"
        title={t('settings:help.diagnostics')}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        <Diagnostics />
      </Modal>
    </Section>
  )
}

/** One reads what one sends, before sending it. */
function Diagnostics() {
  const { t } = useTranslation('settings')
  const { value, problem, again } = useAnswer({ kind: 'diagnostics' })
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {t('help.diagnosticsHint')}
      </Text>
      <ProblemNote problem={problem} onRetry={again} />
      {value !== undefined && (
        <>
          <Scroller tag="pre" label={t('help.diagnostics')} role="region" className={classes.report}>
            {value.text}
          </Scroller>
          <Button
            mt="sm"
            leftSection={<Download size={18} aria-hidden />}
            onClick={() => saveFile('lockstep-diagnostics.txt', value.text, 'text/plain')}
          >
            {t('help.save')}
          </Button>
        </>
      )}
    </>
  )
}
