import { Button } from '@mantine/core'
import { Unplug } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../parts/Empty.tsx'

/** In place of a screen that has a bug. */
export function Broken() {
  const { t } = useTranslation()
  const reload = <Button onClick={() => window.location.reload()}>{t('refused.reload')}</Button>
  return (
    <main role="alert">
      <Empty Icon={Unplug} title={t('unexpected.title')} ways={reload}>
        {t('unexpected.sentence')}
      </Empty>
    </main>
  )
}
