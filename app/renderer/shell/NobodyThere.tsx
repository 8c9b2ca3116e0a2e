import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Front } from '../parts/Front.tsx'

/** What a remote control shows while nobody is signed in: that is done on the computer itself, and seen here at once. */
export function NobodyThere() {
  const { t } = useTranslation('shell')
  return (
    <Front title={t('remote.nobody')}>
      <Text>{t('remote.signInThere')}</Text>
    </Front>
  )
}
