import { Button, Drawer, Group, Text } from '@mantine/core'
import { Download } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { wallNowMs } from '../../../../../platform/wallClock.ts'
import { useAppLink } from '../../../client/AppContext.tsx'
import { useClock } from '../../../client/ClockContext.tsx'
import { saveFile } from '../../../parts/saveFile.ts'
import { truthCsv, truthJson } from '../../../room/truthExport.ts'
import { useOpened } from '../Opened.tsx'
import { useDriftHistory } from '../people/DriftHistoryContext.tsx'
import { EverybodyTable } from './EverybodyTable.tsx'
import { OwnFigures } from './OwnFigures.tsx'
import classes from './Truth.module.css'

/** The chart's library comes when somebody looks at it. */
const DriftChart = lazy(async () => ({ default: (await import('./DriftChart.tsx')).DriftChart }))

/** How exactly everybody is in step, and how that is known. */
export function TruthPanel() {
  const { t } = useTranslation(['room', 'common'])
  const { opened, close } = useOpened()
  return (
    <Drawer
      opened={opened === 'truth'}
      onClose={close}
      position="right"
      size={560}
      title={t('room:truth.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
      overlayProps={{ backgroundOpacity: 0.25, blur: 0 }}
    >
      <Truth />
    </Drawer>
  )
}

function Truth() {
  const { t } = useTranslation('room')
  return (
    <div className={classes.truth}>
      <Text size="sm" c="dimmed">
        {t('truth.intro')}
      </Text>
      <figure className={classes.chart}>
        <Suspense fallback={<Text c="dimmed">{t('truth.graphLoading')}</Text>}>
          <DriftChart />
        </Suspense>
        <figcaption>{t('truth.graph')}</figcaption>
      </figure>
      <EverybodyTable />
      <OwnFigures />
      <Exports />
    </div>
  )
}

function Exports() {
  const { t } = useTranslation('room')
  const [link, clock, history] = [useAppLink(), useClock(), useDriftHistory()]
  const save = (kind: 'json' | 'csv') => {
    const companion = link.mirror.getState().app?.companion
    const room = companion?.room
    if (companion === undefined || room === undefined || room === null) return
    if (kind === 'csv') saveFile('lockstep-sync.csv', truthCsv(room, history, clock.nowMs()), 'text/csv')
    else
      saveFile(
        'lockstep-sync.json',
        truthJson({ companion, room, history, wallMs: wallNowMs() }),
        'application/json',
      )
  }
  return (
    <Group gap="xs">
      <Button
        variant="default"
        size="sm"
        leftSection={<Download size={16} aria-hidden />}
        onClick={() => save('json')}
      >
        {t('truth.exportJson')}
      </Button>
      <Button
        variant="default"
        size="sm"
        leftSection={<Download size={16} aria-hidden />}
        onClick={() => save('csv')}
      >
        {t('truth.exportCsv')}
      </Button>
    </Group>
  )
}
