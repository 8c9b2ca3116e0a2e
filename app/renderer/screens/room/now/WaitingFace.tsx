import { Button, Group, Loader } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useAppLink, useIsRemote } from '../../../client/AppContext.tsx'
import { ownPermission } from '../../../room/may.ts'
import { sessionTimeAt } from '../../../room/roomPosition.ts'
import { namesShown, waitOf, type RoomWait } from '../../../room/waiting.ts'
import { tellRoom, useRoomActions } from '../actions.ts'
import { useAppTime } from '../useTicking.ts'
import { useCompanion, useRoom } from '../useRoom.ts'
import classes from './NowPlaying.module.css'

/** Whom the room waits for, why, how long at most, and what one can do about it. */
export function WaitingFace() {
  const { t } = useTranslation('room')
  const phase = useRoom((room) => room.phase)
  const members = useRoom((room) => room.members)
  const ownId = useCompanion(({ memberId }) => memberId)
  const clock = useCompanion((companion) => companion.clock)
  const follow = useCompanion((companion) => companion.follow)
  const nowMs = sessionTimeAt({ clock, follow }, useAppTime(250, phase.kind === 'waiting'))
  const wait = waitOf({ phase, members }, ownId, nowMs)
  if (wait === null || (wait.names.length === 0 && !wait.isForMe)) return null
  const count = wait.leftMs === null ? null : Math.ceil(wait.leftMs / 1000)
  return (
    <div className={classes.waiting} role="status">
      <Loader type="dots" size="sm" />
      <div className={classes.waitingWords}>
        <strong dir="auto">{whom(t, wait)}</strong>
        <span>{t(`waiting.why.${wait.why}`)}</span>
        <span className="figures" aria-hidden>
          {count !== null && t('waiting.goesOn', { count })}.{' '}
          {t(wait.thenPlay ? 'waiting.playsThen' : 'waiting.staysThen')}
        </span>
      </div>
      <WaysOn wait={wait} />
    </div>
  )
}

function whom(t: TFunction<'room'>, { names, isForMe }: RoomWait): string {
  const shown = names.slice(0, namesShown).join(', ')
  const more = names.length - namesShown
  const all = more > 0 ? t('waiting.more', { names: shown, count: more }) : shown
  if (isForMe) return names.length === 0 ? t('waiting.for.me') : t('waiting.for.meAnd', { names: all })
  return names.length === 0 ? t('waiting.for.anybody') : t('waiting.for.others', { names: all })
}

function WaysOn({ wait }: { wait: RoomWait }) {
  const { t } = useTranslation('room')
  const link = useAppLink()
  const { tell, act } = useRoomActions()
  const mayPause = useCompanion((companion) => ownPermission(companion, 'pause') === 'yes')
  const mayRule = useCompanion((companion) => ownPermission(companion, 'change-policy') === 'yes')
  const isRemote = useIsRemote()
  const isReady = useCompanion(({ personal }) => personal.ready)
  const goOn = async () => {
    // A wait that has begun keeps its list: the start is taken back and given again, under the new rule.
    const changed = await tellRoom(link, {
      kind: 'govern',
      deed: { kind: 'change-policy', policy: { waitFor: 'nobody' } },
    })
    if (changed && (await act({ kind: 'pause', positionMs: null }))) await act({ kind: 'play' })
  }
  return (
    <Group gap="xs">
      {wait.isForMe && !isReady && (
        <Button size="sm" onClick={() => void tell({ kind: 'set-ready', ready: true })}>
          {t('waiting.beReady')}
        </Button>
      )}
      {mayRule && !isRemote && wait.thenPlay && wait.names.length > 0 && (
        <Button size="sm" variant="default" title={t('waiting.dontWaitHint')} onClick={() => void goOn()}>
          {t('waiting.dontWait')}
        </Button>
      )}
      {mayPause && wait.thenPlay && (
        <Button size="sm" variant="default" onClick={() => void act({ kind: 'pause', positionMs: null })}>
          {t('waiting.stop')}
        </Button>
      )}
    </Group>
  )
}
