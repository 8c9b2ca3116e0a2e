import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { deedsAbout, ownMember } from '../../../room/may.ts'
import { useRoomActions } from '../actions.ts'
import { useCompanion, useRoom } from '../useRoom.ts'
import { Note } from './Note.tsx'

/** How many hands are shown at once; the others stand in the list of people. */
const shownAtOnce = 2

/** Who asks for a pause or for attention, for those who can do something about it. */
export function Hands() {
  const { t } = useTranslation('room')
  const { tell } = useRoomActions()
  const members = useRoom((room) => room.members)
  const companion = useCompanion((whole) => whole.room)
  const ownId = useCompanion(({ memberId }) => memberId)
  const self = ownMember({ room: companion, memberId: ownId })
  if (companion === null || self === null) return null
  const raised = members.filter(({ hand, id }) => hand !== null && id !== ownId).slice(0, shownAtOnce)
  return raised.map((member) => {
    const kinds = deedsAbout(companion, self, member).map(({ kind }) => kind)
    if (!kinds.includes('lower-hand')) return null
    const { id, name, hand } = member
    return (
      <Note
        key={id}
        tone="calm"
        text={t(hand?.wants === 'pause' ? 'hand.wantsPause' : 'hand.wantsAttention', { name })}
      >
        {kinds.includes('grant') && (
          <Button
            size="sm"
            onClick={() => void tell({ kind: 'govern', deed: { kind: 'grant', memberId: id } })}
          >
            {t('hand.grant')}
          </Button>
        )}
        <Button size="sm" variant="default" onClick={() => void tell({ kind: 'lower-hand', memberId: id })}>
          {t('hand.lowerTheirs')}
        </Button>
      </Note>
    )
  })
}
