import { GripVertical, Play, X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueEntry } from '../../../../../protocol/queue.ts'
import { IconButton } from '../../../parts/IconButton.tsx'
import { positionText } from '../../../room/figures.ts'
import { useRoomActions } from '../actions.ts'
import classes from './Side.module.css'

export interface QueueEntryRowProps {
  readonly entry: QueueEntry
  readonly index: number
  readonly last: number
  readonly mayEdit: boolean
  readonly mayPlay: boolean
  readonly isDragged: boolean
  /** By its number; null = no longer. */
  readonly onDrag: (entry: number | null) => void
  readonly onDrop: () => void
  readonly onMove: (index: number) => void
}

/** One film that waits. Its handle is dragged, or moved with the arrow keys. */
export function QueueEntryRow(props: QueueEntryRowProps) {
  const { entry, index, last, mayEdit, mayPlay, isDragged, onDrag, onDrop, onMove } = props
  const { t } = useTranslation('room')
  const { tell } = useRoomActions()
  const { title, runtimeMs } = entry.media
  const key = (event: KeyboardEvent) => {
    const to = event.key === 'ArrowUp' ? index - 1 : event.key === 'ArrowDown' ? index + 1 : null
    if (to === null) return
    event.preventDefault()
    event.stopPropagation()
    if (to >= 0 && to <= last) onMove(to)
  }
  return (
    // What is dropped here can be moved with the keys of its handle.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      className={classes.entryOfQueue}
      data-dragged={isDragged || undefined}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
    >
      {mayEdit && (
        <button
          type="button"
          className={classes.grip}
          draggable
          aria-label={`${t('queue.drag', { title })}. ${t('queue.dragHint')}`}
          onDragStart={() => onDrag(entry.number)}
          onDragEnd={() => onDrag(null)}
          onKeyDown={key}
        >
          <GripVertical size={18} aria-hidden />
        </button>
      )}
      <div className={classes.what}>
        <span dir="auto">{title}</span>
        <small className="figures">
          {runtimeMs === null ? '' : `${positionText(runtimeMs)} · `}
          <bdi>{t('queue.addedBy', { name: entry.addedBy })}</bdi>
        </small>
      </div>
      {mayPlay && (
        <IconButton
          label={t('queue.play', { title })}
          Icon={Play}
          iconSize={18}
          size={40}
          onClick={() => void tell({ kind: 'play-entry', entry: entry.number, insist: false })}
        />
      )}
      {mayEdit && (
        <IconButton
          label={t('queue.remove', { title })}
          Icon={X}
          iconSize={18}
          size={40}
          onClick={() => void tell({ kind: 'edit-queue', edit: { kind: 'remove', entry: entry.number } })}
        />
      )}
    </li>
  )
}
