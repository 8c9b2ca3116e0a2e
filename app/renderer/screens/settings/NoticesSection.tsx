import { Button, Switch } from '@mantine/core'
import { PictureInPicture2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../client/AppContext.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { Section } from './Section.tsx'
import { useSettings } from './useSettings.ts'

/** What reaches a person who looks elsewhere. What only a window of its own can do is offered there only. */
export function NoticesSection() {
  const { t } = useTranslation('settings')
  const { settings, change, problem } = useSettings()
  const isElectron = useApp(({ app }) => app.shell === 'electron')
  const canUpdate = useApp(({ app }) => app.canUpdate)
  return (
    <Section title={t('notices.title')}>
      <Switch
        label={t('notices.notifications')}
        checked={settings.notifications}
        onChange={(event) => void change({ notifications: event.currentTarget.checked })}
      />
      {isElectron && (
        <Switch
          label={t('notices.mini')}
          checked={settings.miniOnTop}
          onChange={(event) => void change({ miniOnTop: event.currentTarget.checked })}
        />
      )}
      {canUpdate && (
        <Switch
          label={t('notices.updates')}
          checked={settings.updates}
          onChange={(event) => void change({ updates: event.currentTarget.checked })}
        />
      )}
      {!isElectron && (
        <Button
          variant="default"
          leftSection={<PictureInPicture2 size={18} aria-hidden />}
          onClick={() => window.open('#/mini', 'lockstep-mini', 'popup,width=380,height=140')}
        >
          {t('notices.openMini')}
        </Button>
      )}
      <ProblemNote problem={problem} />
    </Section>
  )
}
