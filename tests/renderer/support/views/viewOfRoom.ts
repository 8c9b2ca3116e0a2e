import type { CompanionState } from '../../../../protocol/companionState.ts'
import type { RoomView } from '../../../../protocol/room.ts'
import type { Answers } from '../fakeApp.ts'
import { filmDetails, inRoom } from '../roomStates.ts'
import type { View } from './view.ts'

const cards = [filmDetails.card, { ...filmDetails.card, id: 'x', title: 'The Long Take', posterUrl: null }]

const answers: Answers = {
  item: () => filmDetails,
  people: () => [
    { userId: 'u1', personId: 'person-bob', name: 'Bob', pictureUrl: null },
    { userId: 'u2', personId: 'p2', name: 'Grace', pictureUrl: null },
    { userId: 'u3', personId: 'p3', name: 'Heinrich von und zu Hohenlohe-Langenburg', pictureUrl: null },
  ],
  link: () => ({
    app: 'lockstep://join/k3J9-aQ#eyJ',
    web: 'https://films.example/join/k3J9-aQ#eyJpbnZpdGVkIjoxfQ',
  }),
  search: () => ({ items: cards, total: 2 }),
}

export interface RoomViewParts {
  readonly companion?: () => Partial<CompanionState>
  readonly room?: () => Partial<RoomView>
  readonly act?: NonNullable<View['act']>
}

/** A view of the room. Its states name instants of the session clock: they are made when the view is opened. */
export const viewOfRoom = (name: string, { companion, room, act }: RoomViewParts = {}): View => ({
  name: name === '' ? 'room' : `room-${name}`,
  path: '/room',
  get state() {
    return inRoom(companion?.(), room?.())
  },
  answers,
  ...(act === undefined ? {} : { act }),
})
