import { Radio, Select, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { appSettingsSchema, type AppSettings } from '../../../../protocol/bridge/settings.ts'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { Section } from './Section.tsx'
import { useSettings } from './useSettings.ts'

const presets = appSettingsSchema.shape.sync.options
const replays = [5000, 10_000, 15_000, 30_000]

/** How strictly the player is kept in step. */
export function SyncSection() {
  const { t } = useTranslation('settings')
  const { settings, change, problem } = useSettings()
  const offered = replays.includes(settings.replayMs) ? replays : [...replays, settings.replayMs]
  return (
    <Section title={t('sync.title')}>
      <Radio.Group
        label={t('sync.label')}
        value={settings.sync}
        onChange={(sync) => void change({ sync: sync as AppSettings['sync'] })}
      >
        <Stack gap="sm" mt="xs">
          {presets.map((preset) => (
            <Radio
              key={preset}
              value={preset}
              label={t(`sync.${preset}`)}
              description={t(`sync.${preset}Hint`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Select
        label={t('sync.replay')}
        data={offered.map((ms) => ({ value: String(ms), label: t('sync.seconds', { count: ms / 1000 }) }))}
        value={String(settings.replayMs)}
        onChange={(ms) => void change({ replayMs: Number(ms) })}
      />
      <ProblemNote problem={problem} />
    </Section>
  )
}
