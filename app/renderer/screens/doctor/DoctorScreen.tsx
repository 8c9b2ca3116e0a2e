import { Button, Group, Loader, Text } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { Copy, Download, Square, Stethoscope } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { DoctorReport } from '../../../../protocol/bridge/doctor.ts'
import { useApp } from '../../client/AppContext.tsx'
import { useCommand } from '../../client/useCommand.ts'
import { Page } from '../../parts/Page.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { saveFile } from '../../parts/saveFile.ts'
import { reportText } from './reportText.ts'
import classes from './Doctor.module.css'
import { DoctorLineRow } from './DoctorLineRow.tsx'

/** Looks at everything that watching together needs, line by line as it is found out. */
export function DoctorScreen() {
  const { t } = useTranslation('doctor')
  const doctor = useApp((app) => app.doctor)
  const { run, isPending, problem } = useCommand()
  const lines = doctor.kind === 'idle' ? [] : doctor.kind === 'running' ? doctor.lines : doctor.report.lines
  return (
    <Page title={t('title')}>
      <div className={classes.whole}>
        <Text c="dimmed">{t('intro')}</Text>
        <Group gap="sm">
          {doctor.kind === 'running' ? (
            <Button
              variant="default"
              leftSection={<Square size={16} aria-hidden />}
              onClick={() => void run({ kind: 'stop-examining' })}
            >
              {t('stop')}
            </Button>
          ) : (
            <Button
              loading={isPending}
              leftSection={<Stethoscope size={18} aria-hidden />}
              onClick={() => void run({ kind: 'examine' })}
            >
              {t(doctor.kind === 'idle' ? 'start' : 'again')}
            </Button>
          )}
          {doctor.kind === 'done' && <ReportWays report={doctor.report} />}
        </Group>
        <ProblemNote problem={problem} />
        {doctor.kind === 'done' && (
          <p className={classes.worst} data-verdict={doctor.report.worst} role="status">
            {t(`worst.${doctor.report.worst}`)}
          </p>
        )}
        <ul className={classes.lines} aria-label={t('about')} aria-live="polite">
          {lines.map((line, index) => (
            <DoctorLineRow key={`${line.about}-${index}`} line={line} />
          ))}
        </ul>
        {doctor.kind === 'running' && (
          <p className={classes.running} role="status">
            <Loader size={16} /> {t('running')}
          </p>
        )}
      </div>
    </Page>
  )
}

function ReportWays({ report }: { report: DoctorReport }) {
  const { t } = useTranslation(['doctor', 'common'])
  const { copied, copy } = useClipboard({ timeout: 2500 })
  const text = reportText(report)
  return (
    <>
      <Button variant="default" leftSection={<Copy size={18} aria-hidden />} onClick={() => copy(text)}>
        <span aria-live="polite">{copied ? t('common:copied') : t('doctor:copy')}</span>
      </Button>
      <Button
        variant="default"
        leftSection={<Download size={18} aria-hidden />}
        onClick={() => saveFile('lockstep-check-up.txt', text, 'text/plain')}
      >
        {t('doctor:save')}
      </Button>
    </>
  )
}
