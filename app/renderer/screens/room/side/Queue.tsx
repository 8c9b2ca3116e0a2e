import { Button, Group } from '@mantine/core'
import { ListPlus, ListX } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ownPermission } from '../../../room/may.ts'
import { useRoomActions } from '../actions.ts'
import { useOpened } from '../Opened.tsx'
import { useCompanion, useRoom } from '../useRoom.ts'
import { QueueEntryRow } from './QueueEntryRow.tsx'
import classes from './Side.module.css'

/** What comes next. It is moved with the hand or with the keys, for everyone. */
export function Queue() {
  const { t } = useTranslation('room')
  const { tell } = useRoomActions()
  const { open } = useOpened()
  const queue = useRoom((room) => room.queue)
  const mayEdit = useCompanion((companion) => ownPermission(companion, 'edit-queue') === 'yes')
  const mayPlay = useCompanion((companion) => ownPermission(companion, 'play-entry') === 'yes')
  const [dragged, setDragged] = useState<number | null>(null)
  const move = (entry: number, index: number) =>
    void tell({ kind: 'edit-queue', edit: { kind: 'move', entry, index: Math.max(0, index) } })
  return (
    <div className={classes.chat}>
      {queue.length === 0 ? (
        <p className={classes.nothing}>
          {t('queue.empty')} {mayEdit && t('queue.emptyHint')}
        </p>
      ) : (
        <ol className={`${classes.scroll} ${classes.queue}`} aria-label={t('queue.list')}>
          {queue.map((entry, index) => (
            <QueueEntryRow
              key={entry.number}
              {...{ entry, index, mayEdit, mayPlay, last: queue.length - 1 }}
              isDragged={dragged === entry.number}
              onDrag={setDragged}
              onDrop={() => {
                if (dragged !== null && dragged !== entry.number) move(dragged, index)
                setDragged(null)
              }}
              onMove={(to) => move(entry.number, to)}
            />
          ))}
        </ol>
      )}
      {mayEdit && (
        <Group gap="xs" className={classes.foot ?? ''}>
          <Button leftSection={<ListPlus size={18} aria-hidden />} onClick={() => open('add-film')}>
            {t('queue.add')}
          </Button>
          {queue.length > 0 && (
            <Button
              variant="subtle"
              color="gray"
              leftSection={<ListX size={18} aria-hidden />}
              onClick={() => void tell({ kind: 'edit-queue', edit: { kind: 'clear' } })}
            >
              {t('queue.clear')}
            </Button>
          )}
        </Group>
      )}
    </div>
  )
}
