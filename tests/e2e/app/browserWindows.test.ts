import { describe, expect, it } from 'vitest'
import { ADA } from '../../../demo/library/people.ts'
import { browserOfThisFile } from '../../support/realBrowser.ts'
import { filmIn, filmTitle } from './films.ts'
import { moveIn, openHouse } from './household.ts'

const browser = browserOfThisFile()

describe('windows of the app in a real browser', () => {
  it('[BS13] come in by their address, each by its own, and stay in after a reload', async (test) => {
    const { context, page } = await browser.open(test)
    const ada = await moveIn(await openHouse(), { person: ADA })
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(String(error)))
    await page.goto(ada.shell.newAddress())
    await page.getByRole('heading', { name: /Ada/ }).waitFor()
    expect(page.url()).not.toContain('key=')
    expect(await page.evaluate(() => document.cookie)).toBe('')
    await page.reload()
    await page.getByRole('heading', { name: /Ada/ }).waitFor()
    const second = await context.newPage()
    await second.goto(ada.shell.origin)
    await second.getByRole('heading', { name: /Ada/ }).waitFor()
    expect(ada.shell.windows()).toBe(2)
    expect(complaints).toEqual([])
  })

  it('[BS14] say what to do when their address was used before', async (test) => {
    const { page } = await browser.open(test)
    const ada = await moveIn(await openHouse(), { person: null })
    const address = ada.shell.newAddress()
    await page.goto(address)
    await page.getByRole('textbox').first().waitFor()
    const stranger = await browser.open(test)
    await stranger.page.goto(address)
    await stranger.page.getByText('does not know this window').waitFor()
    expect(ada.shell.windows()).toBe(1)
  })

  it('[BS34] say it in the language of the system and as dark as that, and offer nothing that leads nowhere', async (test) => {
    const ada = await moveIn(await openHouse(), { person: null })
    const said = {
      en: 'Press Enter in the terminal',
      de: 'Drück Enter im Terminal',
      fr: 'Appuyez sur Entrée',
    }
    for (const [locale, words] of Object.entries(said)) {
      for (const colorScheme of ['dark', 'light'] as const) {
        const { page } = await browser.open(test, { locale, colorScheme })
        await page.goto(ada.shell.origin)
        await page.getByText(words).waitFor()
        expect(await page.getByRole('button').count()).toBe(0)
        const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
        expect([colorScheme, isDark(ground)]).toEqual([colorScheme, colorScheme === 'dark'])
        expect(await page.evaluate(() => document.documentElement.lang)).toBe(locale)
      }
    }
  })

  it('[BS15] show the same film after a reload in the middle of it, and what either of them does', async (test) => {
    const { context, page } = await browser.open(test)
    const ada = await moveIn(await openHouse(), { person: ADA })
    const itemId = await filmIn(ada.app)
    await page.goto(ada.shell.newAddress())
    await page.getByRole('heading', { name: /Ada/ }).waitFor()
    await ada.does({ kind: 'play-alone', itemId, startMs: 30_000 })
    await ada.until(({ companion }) => companion.follow.mode === 'following')
    await page.goto(`${ada.shell.origin}/#/room`)
    const other = await context.newPage()
    await other.goto(`${ada.shell.origin}/#/room`)
    await other.getByRole('button', { name: 'Pause' }).first().waitFor()
    await page.reload()
    await page.getByText(filmTitle).first().waitFor()
    await page.getByRole('button', { name: 'Pause' }).first().click()
    const paused = await ada.until(({ companion }) => companion.room?.timeline.playing === false)
    expect(paused.companion.room?.timeline.positionMs).toBeGreaterThanOrEqual(30_000)
    await other.getByRole('button', { name: 'Play' }).first().waitFor()
  })
})

/** Of a colour as a browser says it: `rgb(r, g, b)`. */
const isDark = (colour: string): boolean =>
  [...colour.matchAll(/\d+/g)].slice(0, 3).every(([part]) => Number(part) < 128)
