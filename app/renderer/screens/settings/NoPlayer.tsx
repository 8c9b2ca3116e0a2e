import { Alert, Anchor, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../client/AppContext.tsx'

/** No player is there: how to get one on this system. */
export function NoPlayer() {
  const { t } = useTranslation('settings')
  const system = useApp(({ app }) => app.system)
  return (
    <Alert color="caution" title={t('players.none')}>
      <Text size="sm">
        {t('players.noneHint')} {t(`players.install.${system}`)}
      </Text>
      <Group gap="md" mt="xs">
        <Anchor href="https://mpv.io/installation/" target="_blank" rel="noreferrer">
          {t('players.getMpv')}
        </Anchor>
        <Anchor href="https://www.videolan.org/vlc/" target="_blank" rel="noreferrer">
          {t('players.getVlc')}
        </Anchor>
      </Group>
    </Alert>
  )
}
