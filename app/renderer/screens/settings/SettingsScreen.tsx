import { useTranslation } from 'react-i18next'
import { Page } from '../../parts/Page.tsx'
import { AccountsSection } from './AccountsSection.tsx'
import { CalibrationSection } from './CalibrationSection.tsx'
import { HelpSection } from './HelpSection.tsx'
import { KeysSection } from './KeysSection.tsx'
import { LanguagesSection } from './LanguagesSection.tsx'
import { LookSection } from './LookSection.tsx'
import { NoticesSection } from './NoticesSection.tsx'
import { PlayersSection } from './PlayersSection.tsx'
import { ServerSection } from './ServerSection.tsx'
import classes from './Settings.module.css'
import { SyncSection } from './SyncSection.tsx'

/** What a person sets once for this machine. What is changed holds at once. */
export function SettingsScreen() {
  const { t } = useTranslation('settings')
  return (
    <Page title={t('title')}>
      <div className={classes.sections}>
        <div>
          <PlayersSection />
          <CalibrationSection />
          <LanguagesSection />
          <ServerSection />
          <SyncSection />
        </div>
        <div>
          <LookSection />
          <NoticesSection />
          <AccountsSection />
          <KeysSection />
          <HelpSection />
        </div>
      </div>
    </Page>
  )
}
