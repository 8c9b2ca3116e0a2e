import { SegmentedControl, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { appSettingsSchema, type AppSettings } from '../../../../protocol/bridge/settings.ts'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { languageNames, type Language } from '../../words/languages.ts'
import { Section } from './Section.tsx'
import classes from './Settings.module.css'
import { useSettings } from './useSettings.ts'

const system = 'system'

/** How the app looks, and what it speaks. */
export function LookSection() {
  const { t } = useTranslation('settings')
  const { settings, change, problem } = useSettings()
  const languages = [
    { value: system, label: t('look.languageSystem') },
    ...Object.entries(languageNames).map(([value, label]) => ({ value, label })),
  ]
  return (
    <Section title={t('look.title')}>
      <div className={classes.field}>
        <span id="appearance">{t('look.appearance')}</span>
        <SegmentedControl
          aria-labelledby="appearance"
          value={settings.appearance}
          data={appSettingsSchema.shape.appearance.options.map((value) => ({
            value,
            label: t(`look.${value}`),
          }))}
          onChange={(appearance) => void change({ appearance: appearance as AppSettings['appearance'] })}
        />
      </div>
      <Select
        label={t('look.language')}
        data={languages}
        value={settings.language ?? system}
        onChange={(value) => void change({ language: value === system ? null : (value as Language) })}
      />
      <ProblemNote problem={problem} />
    </Section>
  )
}
