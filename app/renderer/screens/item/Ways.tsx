import { Button, Group } from '@mantine/core'
import { Play, RotateCcw, Users } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import type { ItemCard } from '../../../../protocol/bridge/query.ts'
import { useApp, useIsRemote } from '../../client/AppContext.tsx'
import { useCommand } from '../../client/useCommand.ts'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { insisted } from '../../room/insisting.ts'
import { useFormat } from '../../words/useFormat.ts'
import classes from './item.module.css'

/** Where a film is so near its end that one would rather begin anew: nobody resumes credits. */
const endMs = 30_000

/** The ways to watch it: alone, from where one was or from the start, and together. What has no film has none. */
export function Ways({ card }: { card: ItemCard }) {
  const canPlay = card.kind === 'film' || card.kind === 'episode' || card.kind === 'other'
  return canPlay ? <Playable card={card} /> : null
}

function Playable({ card }: { card: ItemCard }) {
  const { t } = useTranslation('item')
  const format = useFormat()
  const asking = useCommand()
  const [, go] = useLocation()
  const isRemote = useIsRemote()
  const isInRoom = useApp(({ companion }) => companion.room !== null)
  const resumes = card.resumeMs > 0 && (card.runtimeMs === null || card.resumeMs < card.runtimeMs - endMs)
  const play = async (startMs: number) => {
    if (await asking.run({ kind: 'play-alone', itemId: card.id, startMs })) go('/room')
  }
  const startMs =
    asking.state.kind === 'pending' && asking.state.command.kind === 'play-alone'
      ? asking.state.command.startMs
      : null
  return (
    <div className={classes.ways}>
      <Group gap="sm">
        <Button
          leftSection={<Play aria-hidden size={18} fill="currentColor" />}
          loading={asking.isPending && startMs === (resumes ? card.resumeMs : 0)}
          disabled={asking.isPending}
          onClick={() => void play(resumes ? card.resumeMs : 0)}
        >
          {resumes ? t('resumeAt', { position: format.position(card.resumeMs) }) : t('play')}
        </Button>
        {!isRemote && (
          <Button
            component={Link}
            href={`/new-room/${encodeURIComponent(card.id)}`}
            variant="light"
            leftSection={<Users aria-hidden size={18} />}
          >
            {t('together')}
          </Button>
        )}
        {resumes && (
          <Button
            variant="default"
            leftSection={<RotateCcw aria-hidden size={18} />}
            loading={asking.isPending && startMs === 0}
            disabled={asking.isPending}
            onClick={() => void play(0)}
          >
            {t('fromStart')}
          </Button>
        )}
      </Group>
      {isInRoom && <InRoom card={card} />}
      <ProblemNote problem={asking.problem} onDismiss={asking.reset} />
    </div>
  )
}

/** What else can be done with a film while one is in a room. */
function InRoom({ card }: { card: ItemCard }) {
  const { t } = useTranslation(['item', 'room'])
  const putOn = useCommand()
  const queue = useCommand()
  const open = { kind: 'open-film', itemId: card.id, startMs: null, insist: false } as const
  const again = putOn.problem && insisted(open, putOn.problem)
  return (
    <>
      <Group gap="sm" mt="sm">
        <Button size="sm" variant="subtle" loading={putOn.isPending} onClick={() => void putOn.tell(open)}>
          {t('putOn')}
        </Button>
        <Button
          size="sm"
          variant="subtle"
          loading={queue.isPending}
          onClick={() => void queue.tell({ kind: 'queue-film', itemId: card.id })}
        >
          {queue.state.kind === 'done' ? t('queued') : t('queue')}
        </Button>
      </Group>
      <ProblemNote problem={putOn.problem ?? queue.problem}>
        {again === null ? undefined : (
          <Button size="sm" variant="default" onClick={() => void putOn.tell(again)}>
            {t('room:insist')}
          </Button>
        )}
      </ProblemNote>
    </>
  )
}
