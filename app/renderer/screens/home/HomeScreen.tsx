import { Clapperboard } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../parts/Empty.tsx'
import { Page } from '../../parts/Page.tsx'

/** What one would most likely want to watch now. */
export function HomeScreen() {
  const { t } = useTranslation(['shell', 'common'])
  return (
    <Page title={t('shell:home')}>
      <Empty Icon={Clapperboard} title={t('common:empty.title')} />
    </Page>
  )
}
