import type { GoverningDeed } from '../../protocol/governing.ts'
import type { Media } from '../../protocol/media.ts'
import type { QueueEdit } from '../../protocol/queue.ts'
import { visiblePerson, visibleRoom, visibleTitle } from './visibleText.ts'

/** A film as all others see it. */
export const visibleMedia = (media: Media): Media => ({ ...media, title: visibleTitle(media.title) })

/** A change of the queue as all others see it. */
export const visibleEdit = (edit: QueueEdit): QueueEdit =>
  edit.kind === 'add' ? { ...edit, media: visibleMedia(edit.media) } : edit

/** A deed with the names in it as all others see them. */
export function visibleDeed<Deed extends GoverningDeed>(deed: Deed): Deed {
  if (deed.kind === 'rename') return { ...deed, name: visibleRoom(deed.name) }
  if (deed.kind !== 'invite') return deed
  return { ...deed, people: deed.people.map((person) => ({ ...person, name: visiblePerson(person.name) })) }
}
