import type { Page } from 'playwright-core'
import { bob, you } from '../roomStates.ts'
import { viewOfRoom as room } from './viewOfRoom.ts'
import type { View } from './view.ts'

const press = (name: string | RegExp) => async (page: Page) => {
  await page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click()
  // What the button is called does not stay over what it opens.
  await page.mouse.move(0, 0)
}

const toTab = (name: string | RegExp) => async (page: Page) => page.getByRole('tab', { name }).click()

const muted = { memberId: 'bob' }

/** What lies over the room, and what is behind its tabs. */
export const roomOverlayViews: readonly View[] = [
  room('muted', {
    companion: () => muted,
    room: () => ({ members: [you, { ...bob, isMuted: true }] }),
    act: toTab('Chat'),
  }),
  room('queue', { act: toTab(/^Next/) }),
  room('speed', { act: press(/^Speed for everyone/) }),
  room('log', { act: toTab('Log') }),
  room('chat-cut', {
    act: async (page) => {
      await toTab('Chat')(page)
      await page.getByRole('textbox', { name: 'Say something to everyone' }).fill('x'.repeat(1_000_000))
    },
  }),
  room('host', { act: press('Rules and doors of the room') }),
  room('truth', { act: press('How exactly in step') }),
  room('invite', { act: press('Invite') }),
  room('keys', { act: (page) => page.keyboard.press('?') }),
  room('mine', { act: press('For you alone') }),
  room('leave', { act: press('Leave') }),
  room('add-film', {
    act: async (page) => {
      await toTab(/^Next/)(page)
      await press('Add a film')(page)
      await page.getByRole('textbox', { name: 'Search your library' }).fill('night')
    },
  }),
  room('member-menu', {
    act: async (page) => {
      const tab = page.getByRole('tab', { name: /^People/ })
      if (await tab.isVisible()) await tab.click()
      await press(/What to do about Bob/)(page)
    },
  }),
]
