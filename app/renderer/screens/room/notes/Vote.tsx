import { Button } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Proposal } from '../../../../../protocol/action.ts'
import { positionText } from '../../../room/figures.ts'
import { sessionTimeAt } from '../../../room/roomPosition.ts'
import { useRoomActions } from '../actions.ts'
import { useAppTime } from '../useTicking.ts'
import { useCompanion, useRoom } from '../useRoom.ts'
import { Note } from './Note.tsx'

/** The vote under way, and one's own part in it; it can be changed while the vote is open. */
export function Vote() {
  const { t } = useTranslation('room')
  const { tell } = useRoomActions()
  const ballot = useRoom((room) => room.ballot)
  const ownId = useCompanion(({ memberId }) => memberId) ?? ''
  const clock = useCompanion((companion) => companion.clock)
  const follow = useCompanion((companion) => companion.follow)
  const nowMs = sessionTimeAt({ clock, follow }, useAppTime(500, ballot !== null))
  if (ballot === null) return null
  const { name, proposal, inFavour, against, needed, expiresAtMs } = ballot
  const count = t('vote.count', { inFavour: inFavour.length, needed, against: against.length })
  const leftS = nowMs === null ? null : Math.max(0, Math.ceil((expiresAtMs - nowMs) / 1000))
  const left = leftS === null ? '' : ` · ${t('vote.left', { count: leftS })}`
  const choice = (isYes: boolean) => {
    const isMine = (isYes ? inFavour : against).includes(ownId)
    return (
      <Button
        size="sm"
        variant={isMine ? 'filled' : 'default'}
        aria-pressed={isMine}
        onClick={() => void tell({ kind: 'vote', inFavour: isYes })}
      >
        {t(isYes ? 'vote.yes' : 'vote.no')}
      </Button>
    )
  }
  return (
    <Note
      tone="calm"
      title={`${t('vote.title', { name })}: ${question(t, proposal)}`}
      text={`${count}${left}`}
    >
      {choice(true)}
      {choice(false)}
    </Note>
  )
}

function question(t: TFunction<'room'>, proposal: Proposal): string {
  switch (proposal.kind) {
    case 'seek':
      return t('vote.seek', { at: positionText(proposal.positionMs) })
    case 'rate':
      return t('vote.rate', { at: proposal.rate })
    case 'next':
      return t('vote.next')
  }
}
