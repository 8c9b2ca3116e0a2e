import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'wouter'
import { useApp } from '../../client/AppContext.tsx'
import { useAnswer } from '../../client/useAnswer.ts'
import { useCommand } from '../../client/useCommand.ts'
import { Offline } from '../../parts/Offline.tsx'
import { Page } from '../../parts/Page.tsx'
import { CreateBar } from './CreateBar.tsx'
import type { Guest } from './draft.ts'
import { FilmPicker } from './FilmPicker.tsx'
import classes from './newRoom.module.css'
import { Options } from './Options.tsx'
import { People } from './People.tsx'
import { useKeptRoom } from './useKeptRoom.ts'
import { RoomIsOpen } from './RoomIsOpen.tsx'

/** A new room on one screen: what to watch, with whom, and how the room is run. */
export function NewRoomScreen() {
  const { t } = useTranslation('newRoom')
  const { id } = useParams<{ id?: string }>()
  const library = useApp((app) => app.library)
  const { itemId, chooseItem, draft, setDraft, forget } = useKeptRoom(id)
  const [guests, setGuests] = useState<readonly Guest[] | null>(null)
  const inviting = useCommand()
  // The room is open, whatever becomes of the invitations: the link reaches everybody.
  const invite = (asked: readonly Guest[]) => {
    setGuests(asked)
    forget()
    if (asked.length > 0) void inviting.tell({ kind: 'govern', deed: { kind: 'invite', people: [...asked] } })
  }
  const isReady = library.kind === 'open'
  const people = useAnswer({ kind: 'people' }, { when: isReady })
  const userIds = (people.value ?? []).map(({ userId }) => userId)
  const sight = useAnswer(
    { kind: 'sight', itemId: itemId ?? '-', userIds },
    { when: isReady && itemId !== null && userIds.length > 0, keep: true },
  )
  if (guests !== null) return <RoomIsOpen problem={inviting.problem} onInviteAgain={() => invite(guests)} />
  if (library.kind === 'failed') {
    return (
      <Page title={t('title')}>
        <Offline problem={library.problem} />
      </Page>
    )
  }
  return (
    <Page title={t('title')}>
      <div className={classes.screen}>
        <FilmPicker
          itemId={itemId}
          onChoose={chooseItem}
          guests={Object.keys(draft.people)}
          people={people.value ?? []}
        />
        <div className={classes.side}>
          <People draft={draft} onDraft={setDraft} people={people} sight={sight.value ?? []} />
          <Options draft={draft} onDraft={setDraft} />
          <CreateBar draft={draft} itemId={itemId} people={people.value ?? []} onOpen={invite} />
        </div>
      </div>
    </Page>
  )
}
