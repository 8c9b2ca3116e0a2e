import { Alert, Text } from '@mantine/core'
import { useSessionStorage } from '@mantine/hooks'
import { Sparkles } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import classes from './Shell.module.css'

/** What the demo shows, for whoever sees it for the first time. */
export function DemoHint() {
  const { t } = useTranslation('shell')
  const [isHidden, hide] = useSessionStorage({
    key: 'demo-hint',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  if (isHidden) return null
  return (
    <Alert
      className={classes.hint ?? ''}
      color="iris"
      variant="light"
      role="note"
      icon={<Sparkles aria-hidden />}
      title={t('demo.title')}
      withCloseButton
      closeButtonLabel={t('demo.hide')}
      onClose={() => hide(true)}
    >
      <Text size="sm">{t('demo.what')}</Text>
      <Text size="sm" mt={4}>
        {t('demo.try')}
      </Text>
    </Alert>
  )
}
