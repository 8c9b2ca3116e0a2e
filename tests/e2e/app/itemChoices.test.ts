import { expect, it } from 'vitest'
import { itemIdOf } from '../../../demo/library/catalogueEntries.ts'
import { ADA } from '../../../demo/library/people.ts'
import { browserOfThisFile } from '../../support/realBrowser.ts'
import { moveIn, openHouse } from './household.ts'

const browser = browserOfThisFile()

it('[UR137] a film’s version and sound are chosen before it plays, and stay chosen', async (test) => {
  const { page } = await browser.open(test)
  const ada = await moveIn(await openHouse(), { person: ADA })
  await page.goto(ada.shell.newAddress())
  await page.getByRole('heading', { name: /Ada/ }).waitFor()
  await page.goto(`${ada.shell.origin}/#/item/${itemIdOf('tide')}`)
  const chosen = (name: string) => page.getByRole('combobox', { name })
  await chosen('Version').click()
  await page.getByRole('option', { name: /In French/ }).click()
  // The French version alone has more than one sound.
  await chosen('Audio').click()
  await page.getByRole('option', { name: /Metronome - eng/ }).click()
  await expect.poll(() => chosen('Audio').inputValue()).toMatch(/Metronome - eng/)
  await page.reload()
  await chosen('Version').waitFor()
  await expect.poll(() => chosen('Version').inputValue()).toMatch(/^In French/)
  expect(await chosen('Audio').inputValue()).toMatch(/Metronome - eng/)
  expect(await chosen('Subtitles').inputValue()).toBe('Automatic')
})
