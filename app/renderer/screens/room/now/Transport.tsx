import { Button, Group } from '@mantine/core'
import { Hand, MessageCircleQuestionMark, SkipForward } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../parts/IconButton.tsx'
import { ownMember, transportOf, willPlay, type Way } from '../../../room/may.ts'
import { useRoomActions } from '../actions.ts'
import { useCompanion } from '../useRoom.ts'
import { useApp } from '../../../client/AppContext.tsx'
import { useShallow } from '../useShallow.ts'
import { BackIcon, ForwardIcon, PauseIcon, PlayIcon } from './icons.tsx'
import classes from './NowPlaying.module.css'

const skipMs = 10_000

/** What moves the film for everyone, for those who may; a request to those, for those who may not. */
export function Transport() {
  const { t } = useTranslation('room')
  const { tell, act } = useRoomActions()
  const { toggle, seek, next } = useCompanion(useShallow(transportOf))
  const plays = useCompanion(({ room }) => willPlay(room))
  const replayS = useApp(({ settings }) => Math.round(settings.replayMs / 1000))
  const hint = (way: Way, label: string) => (way === 'vote' ? `${label} (${t('now.voteHint')})` : label)
  return (
    <Group className={classes.transport} gap={4} wrap="nowrap">
      <IconButton
        label={t('now.replayIn', { count: replayS })}
        Icon={MessageCircleQuestionMark}
        disabled={!plays}
        onClick={() => void tell({ kind: 'replay', byMs: null })}
      />
      {seek !== 'none' && (
        <IconButton
          label={hint(seek, t('now.back'))}
          Icon={BackIcon}
          onClick={() => void tell({ kind: 'skip', byMs: -skipMs })}
        />
      )}
      {toggle === 'ask' ? <AskToPause /> : <Toggle way={toggle} plays={plays} />}
      {seek !== 'none' && (
        <IconButton
          label={hint(seek, t('now.forward'))}
          Icon={ForwardIcon}
          onClick={() => void tell({ kind: 'skip', byMs: skipMs })}
        />
      )}
      {toggle !== 'ask' && (
        <IconButton
          label={hint(next, t('now.next'))}
          Icon={SkipForward}
          disabled={next === 'none'}
          onClick={() => void act({ kind: 'next' })}
        />
      )}
    </Group>
  )
}

function Toggle({ way, plays }: { way: Way; plays: boolean }) {
  const { t } = useTranslation('room')
  const { tell } = useRoomActions()
  return (
    <IconButton
      label={t(plays ? 'now.pause' : 'now.play')}
      Icon={plays ? PauseIcon : PlayIcon}
      iconSize={28}
      size={60}
      radius={30}
      variant="filled"
      color="iris"
      className={classes.toggle ?? ''}
      data-transport={plays ? 'pause' : 'play'}
      disabled={way === 'none'}
      onClick={() => void tell({ kind: 'toggle' })}
    />
  )
}

/** For whoever may not pause: those who may see the hand, and grant it with one press. */
function AskToPause() {
  const { t } = useTranslation('room')
  const { tell } = useRoomActions()
  const hasAsked = useCompanion((companion) => ownMember(companion)?.hand?.wants === 'pause')
  return (
    <Button
      size="lg"
      radius={30}
      mx={4}
      variant={hasAsked ? 'light' : 'filled'}
      leftSection={<Hand aria-hidden size={20} />}
      onClick={() =>
        void tell(hasAsked ? { kind: 'lower-hand', memberId: null } : { kind: 'raise-hand', wants: 'pause' })
      }
    >
      {t(hasAsked ? 'hand.takeBack' : 'hand.askPause')}
    </Button>
  )
}
