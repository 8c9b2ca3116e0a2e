import type { Page } from 'playwright-core'
import type { Problem } from '../../../../protocol/problem.ts'
import { failure } from '../../../../protocol/result.ts'
import type { Answers } from '../fakeApp.ts'
import { details, film, homeShelves, pageOf } from '../library.ts'
import { signedIn } from '../states.ts'
import type { View } from './view.ts'

const person = (userId: string, name: string) => ({ userId, personId: `p-${userId}`, name, pictureUrl: null })

const people = [
  person('grace', 'Grace'),
  person('linus', 'Linus'),
  person('kids', 'Kids'),
  person('eve', '<i>Eve</i>'),
]

const newRoomAnswers: Answers = {
  home: () => [...homeShelves],
  people: () => people,
  search: ({ start, limit }) => pageOf(12, { start, limit }),
  item: ({ itemId }) => details(film(Number(itemId.replace(/\D/g, '')) || 7)),
  sight: ({ userIds, itemId }) =>
    userIds.map((userId) => {
      if (userId === 'kids')
        return { userId, sees: 'no' as const, why: 'It is rated FSK-16; this account sees up to FSK-12.' }
      if (userId === 'linus' || itemId === 'film-12') return { userId, sees: 'unknown' as const, why: null }
      return { userId, sees: 'yes' as const, why: null }
    }),
  link: () => ({
    app: 'lockstep://join/k3J9-aQ?server=wss%3A%2F%2Ffilms.example#abc',
    web: 'https://films.example/join/k3J9-aQ#abc',
  }),
}

const base = { state: signedIn, answers: newRoomAnswers }

const choose = async (page: Page, name: string) => page.getByRole('checkbox', { name }).check()

export const newRoomViews: readonly View[] = [
  { ...base, name: 'new-room', path: '/new-room/film-7' },
  { ...base, name: 'new-room-nothing', path: '/new-room' },
  {
    ...base,
    name: 'new-room-people',
    path: '/new-room/film-7',
    act: async (page) => {
      await choose(page, 'Grace')
      await choose(page, 'Kids')
      await page.getByLabel('Password', { exact: true }).fill('abc')
    },
  },
  {
    ...base,
    name: 'new-room-no-server',
    path: '/new-room/film-7',
    state: {
      ...signedIn,
      sessionServer: {
        kind: 'unreachable',
        address: 'wss://friends.example',
        problem: {
          code: 'session-server-unreachable',
          sentence: 'No session server answers at wss://friends.example.',
          nextStep: 'Check the address and that the server is running.',
        },
      },
    },
  },
  {
    ...base,
    name: 'new-room-open',
    path: '/new-room/film-7',
    act: (page) => page.getByRole('button', { name: 'Open the room' }).click(),
  },
  {
    ...base,
    name: 'new-room-uninvited',
    path: '/new-room/film-7',
    onCommand: (command) =>
      command.kind === 'companion' && command.command.kind === 'govern' ? failure(outOfSight) : undefined,
    act: async (page) => {
      await choose(page, 'Grace')
      await page.getByRole('button', { name: 'Open the room' }).click()
      await page.getByText(outOfSight.sentence).waitFor()
    },
  },
]

const outOfSight: Problem = {
  code: 'session-unreachable',
  sentence: 'The session server did not answer.',
  nextStep: 'Try again in a moment.',
}
