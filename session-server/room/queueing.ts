import type { CloseReason } from '../../protocol/closeReasons.ts'
import { queueLimit, type QueueEdit, type QueueEntry } from '../../protocol/queue.ts'
import { answerOnce } from './answering.ts'
import { changed, unchanged, type Outcome, type RoomInput } from './input.ts'
import { permissionOf } from './permitting.ts'
import { memberOf, type Room } from './room.ts'
import { tell } from './tell.ts'

type Edit = Extract<RoomInput, { kind: 'edit-queue' }>

/** Somebody changes what comes next. */
export const editQueue = (room: Room, input: Edit, nowMs: number): Outcome =>
  answerOnce(room, input, {
    objection: objection(room, input),
    carryOut: () => carryOut(room, input, nowMs),
  })

function objection(room: Room, { memberId, edit }: Edit): CloseReason | null {
  if (permissionOf(room, memberId, 'edit-queue') !== 'yes') return 'not-permitted'
  switch (edit.kind) {
    case 'add':
      return room.queue.length < queueLimit ? null : 'queue-full'
    case 'remove':
    case 'move':
      return entryOf(room, edit.entry) === undefined ? 'no-such-entry' : null
    case 'clear':
      return null
  }
}

function carryOut(room: Room, { memberId, edit }: Edit, nowMs: number): Outcome {
  const by = { memberId, nowMs }
  switch (edit.kind) {
    case 'add':
      return changed(added(room, memberId, edit), [tell(room, 'queued', { ...by, detail: edit.media.title })])
    case 'remove': {
      const title = entryOf(room, edit.entry)?.media.title ?? ''
      return changed(withQueue(room, without(room, edit.entry)), [
        tell(room, 'unqueued', { ...by, detail: title }),
      ])
    }
    case 'move':
      return changed(moved(room, edit), [tell(room, 'reordered-queue', by)])
    case 'clear':
      return room.queue.length === 0
        ? unchanged(room)
        : changed(withQueue(room, []), [tell(room, 'cleared-queue', by)])
  }
}

function added(room: Room, memberId: string, { media }: Extract<QueueEdit, { kind: 'add' }>): Room {
  const number = room.counted.entries + 1
  const addedBy = memberOf(room, memberId)?.person.name ?? ''
  const longer = withQueue(room, [...room.queue, { number, media, addedBy }])
  return { ...longer, counted: { ...room.counted, entries: number } }
}

function moved(room: Room, { entry, index }: Extract<QueueEdit, { kind: 'move' }>): Room {
  const others = without(room, entry)
  const it = entryOf(room, entry)
  return it === undefined ? room : withQueue(room, others.toSpliced(index, 0, it))
}

const entryOf = (room: Room, number: number): QueueEntry | undefined =>
  room.queue.find((entry) => entry.number === number)

const without = (room: Room, number: number): readonly QueueEntry[] =>
  room.queue.filter((entry) => entry.number !== number)

const withQueue = (room: Room, queue: readonly QueueEntry[]): Room => ({ ...room, queue })
