import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { mpvProbes } from '../../../demo/meter/mpvProbe.ts'
import type { PlayerProbe } from '../../../demo/meter/playerProbe.ts'
import type { DemoPerson } from '../../../demo/library/people.ts'
import { createSystemClock } from '../../../platform/systemClock.ts'
import type { House, Resident } from './household.ts'

/** Pictures of what was on the screens, to be looked at. */
const pictures = resolve(import.meta.dirname, '../../../artefacts/story')

/** Somebody in front of a window of the app: what they read and press, and their player as it is seen from outside. */
export interface PersonAtScreen {
  readonly page: Page
  readonly resident: Resident
  press(name: string | RegExp): Promise<void>
  /** Waits until that stands on the screen, seen. */
  reads(text: string | RegExp): Promise<void>
  to(path: string): Promise<void>
  picture(name: string): Promise<void>
  /** A second connection to their MPV; ends with the test. */
  player(): Promise<PlayerProbe>
}

export function personAtScreen(page: Page, resident: Resident): PersonAtScreen {
  mkdirSync(pictures, { recursive: true })
  return {
    page,
    resident,
    press: (name) =>
      page
        .getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) })
        .first()
        .click(),
    reads: (text) => page.getByText(text).first().waitFor({ state: 'visible' }),
    to: async (path) => void (await page.evaluate((hash) => (window.location.hash = hash), `#${path}`)),
    picture: async (name) => void (await page.screenshot({ path: join(pictures, `${name}.png`) })),
    player: () => playerOf(resident),
  }
}

async function playerOf({ until }: Resident): Promise<PlayerProbe> {
  const { companion } = await until(({ companion: { player } }) => player.kind === 'ready')
  const control = companion.player.kind === 'ready' ? companion.player.control : null
  const probe = await mpvProbes(createSystemClock())({ name: 'mpv', control: control ?? '' })
  if (probe === null) throw new Error('the player cannot be asked')
  onTestFinished(() => probe.close())
  return probe
}

/** Signs in as a person does: the address, the name, the password. */
export async function signInAtScreen(
  { page, resident }: PersonAtScreen,
  house: House,
  person: DemoPerson,
): Promise<void> {
  await page.getByLabel('Server address').fill(house.library.url)
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await page.getByLabel('Name').fill(person.name)
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('navigation').first().waitFor()
  // The frame of the window stands before the library has been opened.
  await resident.until(({ library }) => library.kind === 'open')
}
