import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { ADA } from '../../../demo/library/people.ts'
import { browserOfThisFile } from '../../support/realBrowser.ts'
import { filmTitle } from './films.ts'
import { moveIn, openHouse } from './household.ts'
import { personAtScreen } from './personAtScreen.ts'

const browser = browserOfThisFile()
/** Longer than anything takes on a busy machine. */
const soon = { timeout: 30_000, interval: 100 }
/** More stops than any screen has before what is looked for. */
const mostStops = 80

/** What has the focus, by the name that a screen reader says. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const on = document.activeElement
    const labels =
      on instanceof HTMLInputElement ? [...(on.labels ?? [])].map((label) => label.innerText) : []
    return (on?.getAttribute('aria-label') ?? (labels.join(' ') || (on?.textContent ?? ''))).trim()
  })

const isInDialog = (page: Page): Promise<boolean> =>
  page.evaluate(() => (document.activeElement?.closest('[role="dialog"]') ?? null) !== null)

/** Tab after tab until that has the focus, and is seen to have it. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = []
  for (let stops = 0; stops < mostStops; stops += 1) {
    const now = await focused(page)
    if (name.test(now)) return
    passed.push(now)
    await page.keyboard.press('Tab')
  }
  throw new Error(`nothing is called ${name} among ${JSON.stringify(passed)}`)
}

it('[UR153] from the first window to a film that plays, and out again, by the keyboard alone', async (test) => {
  const house = await openHouse()
  const resident = await moveIn(house, { person: null, wasHere: ADA })
  const { page } = await browser.open(test, { viewport: { width: 1280, height: 900 } })
  page.setDefaultTimeout(soon.timeout)
  await page.goto(resident.shell.newAddress())
  const { keyboard } = page
  const ada = personAtScreen(page, resident)

  await page.getByLabel('Server address').waitFor()
  await tabTo(page, /^Server address/)
  await keyboard.type(house.library.url)
  await keyboard.press('Enter')
  await page.getByLabel('Password', { exact: true }).waitFor()
  await tabTo(page, /^Name/)
  await keyboard.type(ADA.name)
  await tabTo(page, /^Password/)
  await keyboard.type(ADA.password)
  await keyboard.press('Enter')
  await resident.until(({ library }) => library.kind === 'open')

  await page.getByRole('navigation').first().waitFor()
  await keyboard.press('Control+k')
  await expect.poll(() => focused(page), soon).toMatch(/film/i)
  await keyboard.type(filmTitle)
  await page.getByRole('dialog').getByText(filmTitle).first().waitFor()
  await keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: filmTitle }).waitFor()
  await tabTo(page, /^Watch together$/)
  await keyboard.press('Enter')
  await page.getByRole('button', { name: 'Open the room' }).waitFor()
  await tabTo(page, /^Open the room$/)
  await keyboard.press('Enter')
  await page.getByText('To the room', { exact: true }).waitFor()
  await tabTo(page, /^To the room$/)
  await keyboard.press('Enter')

  await resident.until(({ companion: { player } }) => player.kind === 'ready')
  const player = await ada.player()
  await page.getByRole('button', { name: 'Leave', exact: true }).waitFor()
  await keyboard.press('Space')
  await resident.until(
    ({ companion: { room, follow } }) => room?.timeline.playing === true && follow.mode === 'following',
  )
  const before = (await player.shownFrameMs()) ?? 0
  await expect.poll(async () => (await player.shownFrameMs()) ?? 0, soon).toBeGreaterThan(before)
  await keyboard.press('Space')
  await resident.until(({ companion: { room } }) => room?.timeline.playing === false)

  await tabTo(page, /^Leave$/)
  await keyboard.press('Enter')
  // The button that opened it has the same name.
  await expect.poll(() => isInDialog(page), soon).toBe(true)
  await tabTo(page, /^Leave$/)
  await keyboard.press('Enter')
  await resident.until(({ companion: { room, player: left } }) => room === null && left.kind !== 'ready')
})
