import { Alert, Box, Button, Text } from '@mantine/core'
import { useSessionStorage } from '@mantine/hooks'
import { Sparkles } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useApp } from '../client/AppContext.tsx'
import { useCommand } from '../client/useCommand.ts'
import { ProblemNote } from '../parts/ProblemNote.tsx'
import classes from './Shell.module.css'

/** What the demo shows, for whoever sees it for the first time. */
export function DemoHint() {
  const { t } = useTranslation('shell')
  const [isHidden, hide] = useSessionStorage({
    key: 'demo-hint',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  const isInRoom = useApp(({ companion }) => companion.room !== null)
  const [, go] = useLocation()
  const asking = useCommand()
  const watch = async () => {
    if (await asking.run({ kind: 'watch-sample' })) go('/room')
  }
  if (isHidden) return isInRoom ? null : <Again onClick={() => hide(false)} />
  return (
    <Alert
      className={isInRoom ? '' : (classes.hint ?? '')}
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
        {t(isInRoom ? 'demo.tryInRoom' : 'demo.try')}
      </Text>
      <ProblemNote problem={asking.problem} onDismiss={asking.reset} />
      {!isInRoom && (
        <Button mt="sm" size="sm" loading={asking.isPending} onClick={() => void watch()}>
          {t('demo.watch')}
        </Button>
      )}
    </Alert>
  )
}

/** What was hidden can be had again: the button that starts everything is in it. */
function Again({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation('shell')
  return (
    <Box className={classes.hint ?? ''}>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<Sparkles aria-hidden size={16} />}
        onClick={onClick}
      >
        {t('demo.title')}
      </Button>
    </Box>
  )
}
