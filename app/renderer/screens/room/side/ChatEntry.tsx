import { Popover, Textarea } from '@mantine/core'
import { useSessionStorage } from '@mantine/hooks'
import { SendHorizontal, SmilePlus } from 'lucide-react'
import { useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { chatTextLimit } from '../../../../../protocol/chat.ts'
import { commonReactions } from '../../../../../protocol/reaction.ts'
import { IconButton } from '../../../parts/IconButton.tsx'
import { draftOf, emptyDraft, roomLeft } from '../../../room/chatDraft.ts'
import { ownMember } from '../../../room/may.ts'
import { useRoomActions } from '../actions.ts'
import { useCompanion, useRoom } from '../useRoom.ts'
import classes from './Side.module.css'

/** By which the key for writing finds it. */
export const chatEntryId = 'chat-entry'

/** A line to everyone: enter says it, shift and enter begins another one within it. */
export function ChatEntry() {
  const { t } = useTranslation('room')
  const { tell } = useRoomActions()
  const [draft, setDraft] = useKeptDraft()
  const isSending = useRef(false)
  const isMuted = useCompanion((companion) => ownMember(companion)?.isMuted ?? false)
  const left = roomLeft(draft)
  const send = async () => {
    const text = draft.text.trim()
    if (text === '' || isSending.current) return
    isSending.current = true
    const isSaid = await tell({ kind: 'say', text })
    isSending.current = false
    // What was refused stays, to be said again.
    if (isSaid) setDraft((now) => (now.text.trim() === text ? emptyDraft : now))
  }
  const key = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') event.currentTarget.blur()
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    void send()
  }
  if (isMuted) return <p className={classes.muted}>{t('muted')}</p>
  return (
    <div className={classes.entry}>
      {(draft.wasCut || left !== null) && (
        <p className={classes.cut} role="status">
          {draft.wasCut ? t('chat.cut', { limit: chatTextLimit }) : left}
        </p>
      )}
      <div className={classes.entryRow}>
        <Reacting onChoose={(reaction) => void tell({ kind: 'react', reaction })} />
        <Textarea
          id={chatEntryId}
          className={classes.text ?? ''}
          aria-label={t('chat.placeholder')}
          placeholder={t('chat.placeholder')}
          autosize
          minRows={1}
          maxRows={4}
          value={draft.text}
          onChange={(event) => setDraft(draftOf(event.currentTarget.value))}
          onKeyDown={key}
          dir="auto"
        />
        <IconButton
          label={t('chat.send')}
          Icon={SendHorizontal}
          disabled={draft.text.trim() === ''}
          onClick={() => void send()}
        />
      </div>
    </div>
  )
}

/** What is being written is there again when one comes back to it, from another tab, another screen or a reload. */
function useKeptDraft() {
  const roomId = useRoom(({ id }) => id)
  return useSessionStorage({
    key: `chat-${roomId}`,
    defaultValue: emptyDraft,
    getInitialValueInEffect: false,
  })
}

/** By which the key for reacting finds it. */
export const reactButtonId = 'react-button'

function Reacting({ onChoose }: { onChoose: (reaction: string) => void }) {
  const { t } = useTranslation('room')
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover opened={isOpen} onChange={setOpen} position="top-start" shadow="lg" trapFocus returnFocus>
      <Popover.Target>
        <IconButton
          id={reactButtonId}
          label={t('chat.react')}
          Icon={SmilePlus}
          aria-expanded={isOpen}
          onClick={() => setOpen((before) => !before)}
        />
      </Popover.Target>
      <Popover.Dropdown className={classes.emoji} aria-label={t('chat.react')}>
        {commonReactions.map((reaction) => (
          <button
            key={reaction}
            type="button"
            aria-label={t('chat.reactWith', { reaction })}
            onClick={() => {
              onChoose(reaction)
              setOpen(false)
            }}
          >
            {reaction}
          </button>
        ))}
      </Popover.Dropdown>
    </Popover>
  )
}
