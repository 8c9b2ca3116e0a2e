import { Anchor, Button, Code, List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../client/AppContext.tsx'
import { useCommand } from '../../client/useCommand.ts'
import { Front } from '../../parts/Front.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'

export interface FirstRunProps {
  /** The library can be looked at without a player. */
  readonly onLater: () => void
}

/** No player was found: how to get one on this system, and another look. */
export function FirstRun({ onLater }: FirstRunProps) {
  const { t } = useTranslation('firstRun')
  const system = useApp(({ app }) => app.system)
  const players = useApp((app) => app.players)
  const looking = useCommand()
  const isStillMissing = looking.state.kind === 'done'
  return (
    <Front title={t('title')} lead={t('lead')}>
      <How system={system} />
      {players
        .filter(({ found }) => found)
        .map(({ name, problem }) => (
          <ProblemNote key={name} problem={problem} />
        ))}
      <ProblemNote problem={looking.problem} />
      <Text role="status" size="sm" c="dimmed">
        {isStillMissing ? t('stillMissing') : ''}
      </Text>
      <Button
        fullWidth
        loading={looking.isPending}
        onClick={() => void looking.run({ kind: 'find-players' })}
      >
        {t('again')}
      </Button>
      <Button fullWidth variant="subtle" color="gray" onClick={onLater}>
        {t('later')}
      </Button>
    </Front>
  )
}

type System = 'linux' | 'windows' | 'mac' | 'other'

const commands: Readonly<Record<System, readonly string[]>> = {
  linux: ['sudo apt install mpv', 'sudo dnf install mpv', 'sudo pacman -S mpv'],
  windows: ['winget install mpv'],
  mac: ['brew install mpv'],
  other: [],
}

function How({ system }: { system: System }) {
  const { t } = useTranslation('firstRun')
  return (
    <div>
      <Text size="sm" mb="xs">
        {t(`how.${system}`)}
      </Text>
      <List size="sm" listStyleType="none" spacing="xs">
        {commands[system].map((command) => (
          <List.Item key={command}>
            <Code dir="ltr">{command}</Code>
          </List.Item>
        ))}
        <List.Item>
          <Anchor href="https://mpv.io/installation/" target="_blank" rel="noreferrer">
            {t('mpvSite')}
          </Anchor>
        </List.Item>
        <List.Item>
          <Anchor href="https://www.videolan.org/vlc/" target="_blank" rel="noreferrer">
            {t('vlcSite')}
          </Anchor>
        </List.Item>
      </List>
    </div>
  )
}
