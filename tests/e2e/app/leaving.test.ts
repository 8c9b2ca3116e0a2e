import { expect, it, type TestContext } from 'vitest'
import type { AppCommand } from '../../../protocol/bridge/appCommand.ts'
import { browserOfThisFile } from '../../support/realBrowser.ts'
import { allViews } from '../../renderer/support/views/allViews.ts'
import { visit, type Visit } from '../../renderer/support/visit.ts'

const browser = browserOfThisFile()
const soon = { timeout: 10_000 }

async function look(test: TestContext, name: string): Promise<Visit> {
  const view = allViews.find((one) => one.name === name)
  if (view === undefined) throw new Error(`there is no view ${name}`)
  const visited = await visit(browser.launched(test), view, { width: 1280 })
  test.onTestFinished(() => visited.close())
  return visited
}

const goTo = ({ page }: Visit, path: string) =>
  page.evaluate((hash) => (window.location.hash = hash), `#${path}`)
const kinds = ({ app }: Visit): readonly AppCommand['kind'][] => app.asked.map(({ kind }) => kind)

it('[UI50] whoever is in a room is told that joining another one leaves it', async (test) => {
  const room = await look(test, 'room')
  room.app.change((state) => ({
    ...state,
    pendingLink: {
      ...{ number: 1, server: 'wss://films.example', code: 'abcdef', invitation: null },
      ...{ wantsPassword: false, problem: null },
    },
  }))
  await room.page.getByRole('button', { name: 'Leave and join' }).waitFor()
  expect(await room.page.getByText(/Joining leaves it/).isVisible()).toBe(true)
  expect(kinds(room)).not.toContain('follow-link')
})

it('[UI50] whoever is in none is not', async (test) => {
  const { page } = await look(test, 'join-link')
  expect(await page.getByRole('button', { name: 'Join', exact: true }).isVisible()).toBe(true)
  expect(await page.getByText(/Joining leaves it/).count()).toBe(0)
})

it('[UI51] a calibration ends with its screen, and nothing of it is kept', async (test) => {
  const settings = await look(test, 'settings-calibration')
  await goTo(settings, '/')
  await expect.poll(() => settings.app.asked, soon).toContainEqual({ kind: 'end-calibration', keep: false })
})

it('[UI51] a link that led nowhere is dropped with its screen, one that waits is kept', async (test) => {
  const join = await look(test, 'join-link')
  await goTo(join, '/')
  await join.page.getByRole('heading', { name: /^Hello/ }).waitFor()
  expect(kinds(join)).not.toContain('drop-link')
  const problem = { code: 'no-such-room', sentence: 'There is no such room.', nextStep: '' }
  join.app.change((state) => ({
    ...state,
    pendingLink: state.pendingLink === null ? null : { ...state.pendingLink, number: 2, problem },
  }))
  await join.page.getByText('There is no such room.').waitFor()
  await goTo(join, '/')
  await expect.poll(() => kinds(join), soon).toContain('drop-link')
})

it('[UI52] another account is added at the sign-in, from the settings too', async (test) => {
  const settings = await look(test, 'settings')
  await settings.page.getByRole('button', { name: 'Add an account' }).click()
  await expect.poll(() => settings.page.url(), soon).toMatch(/#\/sign-in$/)
  expect(kinds(settings)).toContain('add-account')
})
