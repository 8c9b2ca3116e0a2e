import { Badge, Button, Group } from '@mantine/core'
import { FlaskConical, RefreshCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { PlayerView } from '../../../../protocol/bridge/appState.ts'
import { useApp } from '../../client/AppContext.tsx'
import { useCommand } from '../../client/useCommand.ts'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { NoPlayer } from './NoPlayer.tsx'
import { PlayerProgram } from './PlayerProgram.tsx'
import { Section } from './Section.tsx'
import classes from './Settings.module.css'
import { useSettings } from './useSettings.ts'

/** Which player shows the film; each was looked for, and can be put to the test. */
export function PlayersSection() {
  const { t } = useTranslation('settings')
  const players = useApp((app) => app.players)
  const { run, isPending, problem } = useCommand()
  const [, go] = useLocation()
  const test = async () => {
    if (await run({ kind: 'examine' })) go('/doctor')
  }
  return (
    <Section title={t('players.title')} hint={t('players.hint')}>
      {players.length > 0 && !players.some(({ found }) => found) && <NoPlayer />}
      <ul className={classes.rows}>
        {players.map((player) => (
          <PlayerRow key={player.name} player={player} />
        ))}
      </ul>
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<FlaskConical size={18} aria-hidden />}
          title={t('players.testHint')}
          onClick={() => void test()}
        >
          {t('players.test')}
        </Button>
        <Button
          variant="default"
          loading={isPending}
          leftSection={<RefreshCw size={18} aria-hidden />}
          onClick={() => void run({ kind: 'find-players' })}
        >
          {t('players.again')}
        </Button>
      </Group>
      <ProblemNote problem={problem} />
      <PlayerProgram />
    </Section>
  )
}

function PlayerRow({ player }: { player: PlayerView }) {
  const { t } = useTranslation('settings')
  const { settings, change, isPending, problem } = useSettings()
  const { name, title, version, path, found } = player
  const isChosen = settings.playerName === name
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <strong>
          {title} {version}
        </strong>
        <small dir="auto">{found ? path : t('players.notFound')}</small>
        <ProblemNote problem={player.problem ?? problem} />
      </div>
      {isChosen ? (
        <Badge variant="light">{t('players.inUse')}</Badge>
      ) : (
        <Button
          size="sm"
          variant="default"
          disabled={!found}
          loading={isPending}
          onClick={() => void change({ playerName: name, playerPath: null })}
        >
          {t('players.use', { title })}
        </Button>
      )}
    </li>
  )
}
