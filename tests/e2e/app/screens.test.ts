import type { Page } from 'playwright-core'
import { describe, expect, it, type TestContext } from 'vitest'
import type { CompanionCommand } from '../../../protocol/companionCommand.ts'
import { initialCompanionState } from '../../../protocol/companionState.ts'
import { failure } from '../../../protocol/result.ts'
import { browserOfThisFile } from '../../support/realBrowser.ts'
import { allViews } from '../../renderer/support/views/allViews.ts'
import { roomOverlayViews } from '../../renderer/support/views/roomOverlayViews.ts'
import { roomViews } from '../../renderer/support/views/roomViews.ts'
import { bob, you } from '../../renderer/support/roomStates.ts'
import { signedIn } from '../../renderer/support/states.ts'
import type { View } from '../../renderer/support/views/view.ts'
import { viewOfRoom } from '../../renderer/support/views/viewOfRoom.ts'
import {
  axeFindings,
  cutOff,
  openPage,
  overflowOf,
  visit,
  visitIn,
  type Sight,
  type Visit,
} from '../../renderer/support/visit.ts'

const browser = browserOfThisFile()
const narrowByNight = { width: 380, height: 800, appearance: 'dark' } as const
const wideByDay = { width: 1280, appearance: 'light' } as const

const soon = { timeout: 10_000 }

/** Windows in which nobody looks at anything just now. */
const free: Page[] = []

async function look(test: TestContext, view: View, sight: Sight): Promise<Visit> {
  const visited = await visit(browser.launched(test), view, sight)
  test.onTestFinished(() => visited.close())
  return visited
}

const viewNamed = (name: string): View => {
  const found = [...roomViews, ...roomOverlayViews].find((view) => view.name === name)
  if (found === undefined) throw new Error(`there is no view ${name}`)
  return found
}

/** What the room was asked for. */
const commandsOf = ({ app }: Visit): readonly CompanionCommand[] =>
  app.asked.flatMap((asked) => (asked.kind === 'companion' ? [asked.command] : []))

describe('every screen in every state', () => {
  // Each view is looked at in one of two windows; `npm run screens` looks at all of them in eight.
  const looks = allViews.map((view, index) => ({ view, sight: index % 2 === 0 ? narrowByNight : wideByDay }))
  for (const { view, sight } of looks) {
    // Mostly waiting until nothing is on its way any more: two at a time.
    it.concurrent(
      `[UR132] has nothing to complain of in ${view.name}, ${sight.width} px, ${sight.appearance}`,
      async (test) => {
        const page = free.pop() ?? (await openPage(browser.launched(test)))
        const visited = await visitIn(page, view, sight)
        expect([...(await axeFindings(page)), ...(await cutOff(page)), ...visited.complaints]).toEqual([])
        expect(await overflowOf(page)).toBeLessThanOrEqual(0)
        await page.evaluate(() => (document.documentElement.dir = 'rtl'))
        expect(await overflowOf(page)).toBeLessThanOrEqual(0)
        await visited.close()
        free.push(page)
      },
    )
  }
})

describe('the room and what belongs to it, on the screen', () => {
  it('[UR151] keeps what is being written, through tabs, screens and a reload', async (test) => {
    const { page } = await look(test, viewNamed('room'), wideByDay)
    const line = page.getByRole('textbox', { name: 'Say something to everyone' })
    await line.fill('Half a sent')
    await page.getByRole('tab', { name: 'Log' }).click()
    await page.getByRole('tab', { name: 'Chat' }).click()
    expect(await line.inputValue()).toBe('Half a sent')
    await page.evaluate(() => (window.location.hash = '#/'))
    await page.getByRole('heading', { name: /^Hello/ }).waitFor()
    await page.evaluate(() => (window.location.hash = '#/room'))
    await line.waitFor()
    expect(await line.inputValue()).toBe('Half a sent')
    await page.reload()
    await line.waitFor()
    expect(await line.inputValue()).toBe('Half a sent')
  })

  it('[AP13] shows a link again that is opened again', async (test) => {
    const pendingLink = { number: 1, server: 'wss://films.example', code: 'abcdef', invitation: null }
    const { page, app } = await look(test, viewNamed('room'), wideByDay)
    for (const number of [1, 2]) {
      app.change((state) => ({
        ...state,
        pendingLink: { ...pendingLink, number, wantsPassword: false, problem: null },
      }))
      await expect.poll(() => page.getByText('films.example').isVisible(), soon).toBe(true)
      await page.evaluate(() => (window.location.hash = '#/'))
      await expect.poll(() => page.getByText('films.example').isVisible(), soon).toBe(false)
    }
  })

  it('[UR133] is run with keys', async (test) => {
    const visited = await look(test, viewNamed('room'), wideByDay)
    const { keyboard } = visited.page
    for (const key of ['Space', 'ArrowRight', 'Shift+ArrowLeft', 'r', 'h', 'w', 'm', 'ArrowUp'])
      await keyboard.press(key)
    await expect.poll(() => commandsOf(visited).length).toBe(8)
    expect(commandsOf(visited)).toEqual([
      { kind: 'toggle' },
      { kind: 'skip', byMs: 10_000 },
      { kind: 'skip', byMs: -60_000 },
      { kind: 'act', action: { kind: 'resync' } },
      { kind: 'raise-hand', wants: 'attention' },
      { kind: 'replay', byMs: null },
      { kind: 'set-muted', muted: true },
      { kind: 'set-volume', percent: 85 },
    ])
  })

  it('[UR133] takes what is typed for text, and gives the keys back after it', async (test) => {
    const visited = await look(test, viewNamed('room'), wideByDay)
    const { page } = visited
    await page.keyboard.press('t')
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('chat-entry')
    await page.keyboard.type('so far, so good')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Space')
    await expect
      .poll(() => commandsOf(visited))
      .toEqual([{ kind: 'say', text: 'so far, so good' }, { kind: 'toggle' }])
  })

  it('[UR133] shows its keys with one, closes it with another, and does nothing behind it meanwhile', async (test) => {
    const visited = await look(test, viewNamed('room'), wideByDay)
    const { page } = visited
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor()
    await page.keyboard.press('r')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.keyboard.press('r')
    await expect.poll(() => commandsOf(visited)).toEqual([{ kind: 'act', action: { kind: 'resync' } }])
  })

  it('[UR133] moves the film by its bar and the queue by its handles, with the arrows', async (test) => {
    const visited = await look(test, viewNamed('room-queue'), wideByDay)
    const { page } = visited
    await page.getByRole('slider', { name: 'Position in the film' }).press('End')
    await page.getByRole('button', { name: /^Move The Long Take/ }).press('ArrowDown')
    await expect.poll(() => commandsOf(visited).length).toBe(2)
    expect(commandsOf(visited)).toEqual([
      { kind: 'act', action: { kind: 'seek', positionMs: 5_766_000 } },
      { kind: 'edit-queue', edit: { kind: 'move', entry: 1, index: 1 } },
    ])
  })

  it('[UR133] comes to every button with the tabulator, and each of them is seen', async (test) => {
    const { page } = await look(test, viewNamed('room'), wideByDay)
    const buttons = page.locator('main button:visible:not(:disabled):not([tabindex="-1"])')
    const names = await buttons.evaluateAll((all) => all.map((one) => one.ariaLabel ?? one.textContent))
    const seen = new Set<string>()
    for (let step = 0; step < names.length * 3; step += 1) {
      await page.keyboard.press('Tab')
      const at = await page.evaluate(() => {
        const { activeElement: one } = document
        const isSeen = one !== null && getComputedStyle(one).outlineStyle !== 'none'
        return isSeen ? (one.ariaLabel ?? one.textContent) : null
      })
      if (at !== null) seen.add(at)
    }
    expect(names.filter((name) => name !== null && !seen.has(name))).toEqual([])
  })

  it('[UR134] writes names and words as they are', async (test) => {
    const { page } = await look(test, viewNamed('room-crowd'), wideByDay)
    const list = page.getByRole('list', { name: 'People' })
    await list.getByText('<b>Eve</b><script>alert(1)</script>', { exact: true }).waitFor()
    expect(await list.locator('b, script').count()).toBe(0)
    expect(await list.getByRole('listitem').count()).toBe(20)
  })

  it('[UI44] tells in the row why somebody cannot follow, in the language of whoever looks', async (test) => {
    const trouble = 'MPV did not answer "seek" within 5 s.'
    const bobInTrouble = { ...bob, presence: { ...bob.presence, trouble } }
    const view = viewOfRoom('trouble', { room: () => ({ members: [you, bobInTrouble] }) })
    const { page } = await look(test, view, { ...narrowByNight, language: 'de' })
    const list = page.getByRole('list', { name: 'Leute' })
    await list.getByText('MPV hat auf „seek“ nicht binnen 5 s geantwortet.').waitFor()
    expect(await overflowOf(page)).toBeLessThanOrEqual(0)
  })

  it('[UI44] tells why the player was moved, in the language of whoever looks', async (test) => {
    const follow = {
      ...initialCompanionState.follow,
      lastSeekReason: 'The player was 2.4 s behind the room.',
    }
    const view = viewOfRoom('moved', { companion: () => ({ follow }) })
    const { page } = await look(test, view, { ...narrowByNight, language: 'fr' })
    await page.getByRole('button', { name: 'Précision de la synchronisation' }).first().click()
    await page.getByText('Le lecteur était de 2.4 s en retard sur le salon.').waitFor()
    expect(await overflowOf(page)).toBeLessThanOrEqual(0)
  })

  it('[UI44] tells what the check-up found in the language of whoever looks', async (test) => {
    const line = {
      about: 'library',
      verdict: 'red',
      sentence: 'nas cannot be reached.',
      figures: {},
    } as const
    const lines = [{ ...line, fix: 'Check the address.' }]
    const state = { ...signedIn, doctor: { kind: 'running', lines } } as const
    const view = { name: 'doctor-told', path: '/doctor', state }
    const { page } = await look(test, view, { ...narrowByNight, language: 'fr' })
    const told = page.getByRole('listitem').filter({ hasText: 'nas est injoignable.' })
    expect(await told.innerText()).toMatch(/^Médiathèque\s+nas est injoignable\.\s+Vérifiez l’adresse\.$/)
  })

  it('[UR136] tells how fast it plays, and is asked for another speed', async (test) => {
    const visited = await look(test, viewNamed('room'), narrowByNight)
    const { page } = visited
    await page.getByRole('button', { name: 'Speed for everyone: 1×' }).click()
    await page.getByRole('menuitemradio', { name: '1.25×' }).click()
    await expect
      .poll(() => commandsOf(visited))
      .toEqual([{ kind: 'act', action: { kind: 'rate', rate: 1.25 } }])
    visited.app.change((state) => {
      const { room } = state.companion
      if (room === null) throw new Error('the view is not in a room')
      const timeline = { ...room.timeline, rate: 1.25 }
      return { ...state, companion: { ...state.companion, room: { ...room, timeline } } }
    })
    await page.getByRole('button', { name: 'Speed for everyone: 1.25×' }).waitFor()
  })

  it('[UR135] puts on a film that not everyone can see when somebody insists', async (test) => {
    const refused = {
      code: 'not-everyone-can-see',
      sentence: 'Bob cannot see this film.',
      nextStep: 'Insist.',
    }
    const view: View = {
      ...viewNamed('room-queue'),
      onCommand: (asked) => {
        const command = asked.kind === 'companion' ? asked.command : null
        return command?.kind === 'play-entry' && !command.insist ? failure(refused) : undefined
      },
    }
    const visited = await look(test, view, wideByDay)
    const { page } = visited
    await page.getByRole('button', { name: /^Play The Long Take/ }).click()
    await page.getByText('Bob cannot see this film.').waitFor()
    await page.getByRole('button', { name: 'Put it on anyway' }).click()
    await page.getByText('Bob cannot see this film.').waitFor({ state: 'hidden' })
    expect(commandsOf(visited)).toEqual([
      { kind: 'play-entry', entry: 1, insist: false },
      { kind: 'play-entry', entry: 1, insist: true },
    ])
  })

  it('[UR117] cuts a megabyte that is pasted, says so, and can say the rest', async (test) => {
    const visited = await look(test, viewNamed('room-chat-cut'), narrowByNight)
    const { page } = visited
    const entry = page.getByRole('textbox', { name: 'Say something to everyone' })
    expect(await entry.inputValue()).toBe('x'.repeat(500))
    await page.getByText('the first 500 characters are here').waitFor()
    await entry.press('Enter')
    await expect.poll(() => commandsOf(visited)).toEqual([{ kind: 'say', text: 'x'.repeat(500) }])
  })
})
