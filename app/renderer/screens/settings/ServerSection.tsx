import { Alert, SegmentedControl, Switch, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionServerState } from '../../../../protocol/bridge/appState.ts'
import { useApp } from '../../client/AppContext.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { Section } from './Section.tsx'
import { ServerAddress } from './ServerAddress.tsx'
import { useSettings } from './useSettings.ts'

/** Where rooms are opened, who can get there, and what ends when the app ends. */
export function ServerSection() {
  const { t } = useTranslation('settings')
  const { settings, change, problem } = useSettings()
  const server = useApp((app) => app.sessionServer)
  const [wantsRemote, setWantsRemote] = useState(settings.sessionServer !== null)
  const choose = (value: string) => {
    setWantsRemote(value === 'remote')
    if (value === 'bundled' && settings.sessionServer !== null) void change({ sessionServer: null })
  }
  return (
    <Section title={t('server.title')} hint={t('server.hint')}>
      <SegmentedControl
        aria-label={t('server.title')}
        value={wantsRemote ? 'remote' : 'bundled'}
        onChange={choose}
        data={[
          { value: 'bundled', label: t('server.bundled') },
          { value: 'remote', label: t('server.remote') },
        ]}
      />
      {wantsRemote && <ServerAddress />}
      <ProblemNote problem={problem} />
      <Standing server={server} />
      {!wantsRemote && (
        <Switch
          label={t('server.open')}
          description={t('server.openHint')}
          checked={settings.openToNetwork}
          onChange={(event) => void change({ openToNetwork: event.currentTarget.checked })}
        />
      )}
    </Section>
  )
}

function Standing({ server }: { server: SessionServerState }) {
  const { t } = useTranslation('settings')
  switch (server.kind) {
    case 'starting':
      return (
        <Text size="sm" role="status">
          {t('server.starting')}
        </Text>
      )
    case 'unreachable':
      return <ProblemNote problem={server.problem} />
    case 'running': {
      const { address, bundled, reach, version, roomsHere } = server
      return (
        <div role="status">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {t('server.running', { address })} {version !== null && t('server.version', { version })}
          </Text>
          <Text size="sm" c="dimmed">
            {t(`server.reach.${reach}`)}
          </Text>
          {bundled && roomsHere > 0 && (
            <Alert color="caution" mt="xs">
              {t('server.rooms', { count: roomsHere })}
            </Alert>
          )}
        </div>
      )
    }
  }
}
