import { describe, expect, it, type TestContext } from 'vitest'
import type { PlayerProbe } from '../../../demo/meter/playerProbe.ts'
import { ADA, GRACE, type DemoPerson } from '../../../demo/library/people.ts'
import { browserOfThisFile } from '../../support/realBrowser.ts'
import { filmIn, filmTitle } from './films.ts'
import { moveIn, openHouse, type House } from './household.ts'
import { personAtScreen, signInAtScreen, type PersonAtScreen } from './personAtScreen.ts'

const browser = browserOfThisFile()
const size = { viewport: { width: 1280, height: 900 } }
/** Longer than anything takes on a busy machine. */
const soon = { timeout: 30_000, interval: 100 }

/** Somebody with an app of their own and a window on it. */
async function settle(
  { test, house }: { test: TestContext; house: House },
  person: DemoPerson,
  wasHere = false,
): Promise<PersonAtScreen> {
  const resident = await moveIn(house, { person: null, ...(wasHere ? { wasHere: person } : {}) })
  const { page } = await browser.open(test, size)
  page.setDefaultTimeout(soon.timeout)
  await page.goto(resident.shell.newAddress())
  const somebody = personAtScreen(page, resident)
  await signInAtScreen(somebody, house, person)
  return somebody
}

const moment = () => new Promise((resolve) => setTimeout(resolve, 150))
const positionsOf = (players: readonly PlayerProbe[]) =>
  Promise.all(players.map(async (player) => (await player.shownFrameMs()) ?? -1))

/** Whether each of them stands where it stood a moment ago. */
async function whoStands(players: readonly PlayerProbe[]): Promise<readonly boolean[]> {
  const before = await positionsOf(players)
  await moment()
  const after = await positionsOf(players)
  return before.map((position, index) => position === after[index])
}

async function comeToPlay(players: readonly PlayerProbe[]): Promise<void> {
  await expect.poll(() => whoStands(players), soon).toEqual(players.map(() => false))
}

/** All stand, and on the same frame. */
async function comeToStand(players: readonly PlayerProbe[]): Promise<void> {
  await expect.poll(() => whoStands(players), soon).toEqual(players.map(() => true))
  const apart = async () => {
    const positions = await positionsOf(players)
    return Math.max(...positions) - Math.min(...positions)
  }
  await expect.poll(apart, soon).toBeLessThan(1)
}

/** All stand there, to the frame that the film has there. */
async function comeToStandAt(players: readonly PlayerProbe[], positionMs: number): Promise<void> {
  const far = async () => Math.max(...(await positionsOf(players)).map((one) => Math.abs(one - positionMs)))
  await expect.poll(far, soon).toBeLessThan(5000)
  await comeToStand(players)
}

describe('two people in front of their screens', () => {
  it('[UR130] sign in, meet, watch, talk, lose the server and the host, and are back in the film', async (test) => {
    const house = await openHouse()
    const ada = await settle({ test, house }, ADA)
    const grace = await settle({ test, house }, GRACE, true)

    // Ada finds the film, opens a room for it and asks Grace to come.
    await ada.to(`/item/${await filmIn(ada.resident.app)}`)
    await ada.page.getByText('Watch together', { exact: true }).first().click()
    await ada.page.getByRole('checkbox', { name: 'Grace' }).check()
    await ada.picture('1-new-room')
    await ada.press('Open the room')
    await ada.press('Yes, send it')
    await ada.page.getByText('To the room', { exact: true }).click()
    await grace.to('/invitations')
    await grace.picture('2-invitation')
    await grace.press('Come along')
    await grace.to('/room')
    await ada.page.getByRole('list', { name: 'People' }).getByText('Grace').waitFor()

    // Both players are there, on the same frame, and start together.
    const players = [await ada.player(), await grace.player()]
    await comeToStand(players)
    await ada.press('Play for everyone')
    await comeToPlay(players)
    await ada.reads(/In step, within/)
    await grace.reads(/In step, within/)
    await ada.picture('3-in-step')

    // Who may not pause asks for it; the host grants it, and then lets them control.
    await grace.press('Ask to pause')
    await ada.reads('Grace asks for a pause')
    await ada.press('Pause for them')
    await comeToStand(players)
    await grace.reads(/Ada paused for Grace/)
    await ada.press('What to do about Grace')
    await ada.page.getByRole('menuitem', { name: 'Let them control the film' }).click()

    // Play and pause from the other, on the screen and in both players.
    await grace.press('Play for everyone')
    await comeToPlay(players)
    await ada.reads('Grace pressed play')
    await grace.press('Pause for everyone')
    await comeToStand(players)
    await ada.reads(/Grace paused/)

    // A place on the bar, and the keys.
    const bar = await ada.page.getByRole('slider', { name: 'Position in the film' }).boundingBox()
    await ada.page.mouse.click((bar?.x ?? 0) + (bar?.width ?? 0) / 2, (bar?.y ?? 0) + 14)
    await comeToStandAt(players, 300_000)
    await grace.page.locator('body').press('Shift+ArrowRight')
    await comeToStandAt(players, 360_000)

    // Words are text, whatever stands in them.
    await grace.page
      .getByRole('textbox', { name: 'Say something to everyone' })
      .fill('<b>Hello</b> & welcome')
    await grace.page.keyboard.press('Enter')
    await ada.page
      .getByRole('log', { name: 'Chat' })
      .getByText('<b>Hello</b> & welcome', { exact: true })
      .waitFor()

    // Everyone exactly in step, by the rules of the room.
    await ada.press('Play for everyone')
    await comeToPlay(players)
    await ada.press('Rules and doors of the room')
    await ada.press('Bring everyone in step now')
    await ada.page.keyboard.press('Escape')
    await grace.reads('Ada brought everyone in step')

    // A window that is loaded anew in the middle of the film shows it again; the player did not notice.
    await grace.page.reload()
    await grace.page.getByRole('heading', { name: filmTitle, level: 2 }).waitFor()
    await grace.reads(/In step, within/)
    await comeToPlay(players)

    // The session server ends and comes back: the film goes on, and says what is.
    await house.restartServer()
    await ada.reads(/In step, within/)
    await comeToPlay(players)
    await ada.resident.until(({ companion }) => companion.session.kind === 'online')
    await grace.resident.until(({ companion }) => companion.session.kind === 'online')

    // The host goes; the other one hosts, and the film goes on.
    await ada.press('Leave')
    await ada.page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click()
    await grace.page.getByRole('list', { name: 'People' }).getByRole('img', { name: 'Host' }).waitFor()
    await ada.page.waitForURL(/#\/$/)
    await comeToPlay(players.slice(1))

    // Back to the film, by the link.
    const link = grace.resident.app.state().companion.joinLink ?? ''
    await ada.to('/join')
    await ada.page.getByLabel('Link or code').fill(link)
    await ada.press('Open')
    await ada.press('Join')
    await ada.to('/room')
    const again = [await ada.player(), players[1] ?? (await grace.player())]
    await comeToPlay(again)
    await ada.reads(/In step, within/)
    await grace.page.getByRole('list', { name: 'People' }).getByText('Ada').waitFor()
    await ada.picture('4-back-in-the-film')
    expect(grace.resident.app.state().companion.room?.members).toHaveLength(2)
  }, 240_000)

  it('[UR131] with two windows of one person that say the opposite, both show what the room does', async (test) => {
    const house = await openHouse()
    const ada = await settle({ test, house }, ADA)
    await ada.to(`/item/${await filmIn(ada.resident.app)}`)
    await ada.page.getByText('Watch together', { exact: true }).first().click()
    await ada.press('Open the room')
    await ada.press('Yes, send it')
    await ada.page.getByText('To the room', { exact: true }).click()
    const { page } = await browser.open(test, size)
    await page.goto(ada.resident.shell.newAddress())
    const second = personAtScreen(page, ada.resident)
    await second.to('/room')
    const players = [await ada.player()]
    await ada.press('Play for everyone')
    await second.page.getByRole('button', { name: 'Pause for everyone' }).waitFor()
    // At the same moment the one pauses and the other jumps; then the one plays and the other pauses.
    await Promise.all([ada.press('Pause for everyone'), second.press('10 seconds on for everyone')])
    await Promise.all([ada.press(/(Play|Pause) for everyone/), second.press(/(Play|Pause) for everyone/)])
    const shown = async (at: PersonAtScreen) =>
      (await at.page.getByRole('button', { name: 'Pause for everyone' }).count()) === 1
    await expect
      .poll(async () => {
        const plays = ada.resident.app.state().companion.room?.timeline.playing
        return [(await shown(ada)) === plays, (await shown(second)) === plays]
      }, soon)
      .toEqual([true, true])
    const plays = ada.resident.app.state().companion.room?.timeline.playing === true
    await (plays ? comeToPlay(players) : comeToStand(players))
  }, 120_000)
})
