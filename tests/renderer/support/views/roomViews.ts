import type { Answers } from '../fakeApp.ts'
import { filmDetails, inRoom } from '../roomStates.ts'
import { signedIn } from '../states.ts'
import type { View } from './view.ts'

const answers: Answers = { item: () => filmDetails }

export const roomViews: readonly View[] = [
  { name: 'room', path: '/room', state: inRoom(), answers },
  { name: 'room-none', path: '/room', state: signedIn },
]
