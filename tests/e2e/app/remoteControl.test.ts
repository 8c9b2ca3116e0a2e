import type { Page } from 'playwright-core'
import { describe, expect, it, type TestContext } from 'vitest'
import { browserOfThisFile } from '../../support/realBrowser.ts'
import { remoteViews } from '../../renderer/support/views/remoteViews.ts'
import type { View } from '../../renderer/support/views/view.ts'
import { visit } from '../../renderer/support/visit.ts'

const browser = browserOfThisFile()

/** Screens that a remote control has not. */
const elsewhere = ['/settings', '/doctor', '/join', '/invitations', '/sign-in', '/new-room']

const viewNamed = (name: string): View => {
  const found = remoteViews.find((view) => view.name === name)
  if (found === undefined) throw new Error(`there is no view ${name}`)
  return found
}

async function look(test: TestContext, name: string, width: number) {
  const visited = await visit(browser.launched(test), viewNamed(name), { width })
  test.onTestFinished(() => visited.close())
  return visited
}

const waysOf = (page: Page): Promise<string[]> =>
  page
    .locator('a[href]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')?.replace('#', '') ?? ''))

describe('the page of a remote control', () => {
  for (const { name } of remoteViews) {
    it(`[BS33] offers nothing that it may not, wide or narrow: ${name}`, async (test) => {
      for (const width of [1280, 380]) {
        const { page } = await look(test, name, width)
        const ways = await waysOf(page)
        expect(ways.filter((way) => elsewhere.some((path) => way.startsWith(path)))).toEqual([])
        for (const button of [
          'Invite',
          'More',
          'Rules and doors of the room',
          'Ada Lindqvist',
          'Open a room',
        ])
          expect([button, await page.getByRole('button', { name: button, exact: true }).count()]).toEqual([
            button,
            0,
          ])
      }
    })
  }

  it('[BS33] has no screens that lead to what it may not, whatever its address says', async (test) => {
    const { page } = await look(test, 'remote-home', 1280)
    for (const path of elsewhere) {
      await page.evaluate((to) => (window.location.hash = to), path)
      await expect.poll(() => page.getByText('There is no such screen').count()).toBeGreaterThan(0)
      await page.evaluate(() => (window.location.hash = '/library'))
      await expect.poll(() => page.getByText('There is no such screen').count()).toBe(0)
    }
  })

  it('[BS33] says where one signs in while nobody is', async (test) => {
    const { page } = await look(test, 'remote-nobody', 380)
    await page.getByText('Sign in on the computer').waitFor()
    expect(await page.getByRole('textbox').count()).toBe(0)
  })

  it('[BS33] moves the film, and has no key for what it may not', async (test) => {
    const { page, app } = await look(test, 'remote-room', 1280)
    await page.keyboard.press('l')
    await page.keyboard.press('Space')
    await expect.poll(() => app.asked).toEqual([{ kind: 'companion', command: { kind: 'toggle' } }])
    expect(await page.getByRole('dialog').count()).toBe(0)
  })
})
