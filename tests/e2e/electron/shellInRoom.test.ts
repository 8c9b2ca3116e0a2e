import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { findBrowser } from '../../../bench/support/browser.ts'
import type { AppState } from '../../../protocol/bridge/appState.ts'
import { filmsThatPlay, filmTitle } from '../app/films.ts'
import { quietMpv } from '../app/household.ts'
import { openLibrary } from '../../demo/support/shelf.ts'
import { itemIdOf } from '../../../demo/library/catalogueEntries.ts'
import { startFakeShell, type RunningShell } from './fakeShell.ts'
import { command, hasStarted, signIn, stateOf } from './shellWire.ts'

interface ShownWindow {
  readonly visible: boolean
  readonly onTop: boolean
}

/** What goes on outside of the main window while a film plays, with a real MPV. */
describe.runIf(findBrowser() !== null)('the built app in a room', () => {
  it('[EL13] has one small remote above all, as long as it is wanted', async () => {
    const { shell, page } = await inARoom()
    shell.do({ kind: 'click-menu', label: 'Small remote', checked: true })
    await untilWindows(shell, [main, remote])
    // Every change of the room asks whether there is to be one.
    for (const positionMs of [40_000, 50_000, 60_000]) {
      await command(page, {
        kind: 'companion',
        command: { kind: 'act', action: { kind: 'seek', positionMs } },
      })
    }
    await untilWindows(shell, [main, remote])
    const [, remotePage] = shell.pages()
    await remotePage?.getByText(filmTitle).first().waitFor()
    // Its own button means that it is not wanted any more.
    shell.do({ kind: 'close-last-window' })
    await until(page, ({ settings }) => !settings.miniOnTop)
    await untilWindows(shell, [main])
    shell.do({ kind: 'click-menu', label: 'Small remote', checked: true })
    await untilWindows(shell, [main, remote])
    await command(page, { kind: 'companion', command: { kind: 'leave-room' } })
    await untilWindows(shell, [main])
    expect((await stateOf(page)).settings.miniOnTop).toBe(true)
  })

  it('[EL13][EL15] hides its window when that is closed, and goes on by its keys and its tray', async () => {
    const { shell, page } = await inARoom()
    shell.do({ kind: 'close-window' })
    await untilWindows(shell, [{ visible: false, onTop: false }])
    shell.do({ kind: 'press-key', key: 'MediaPlayPause' })
    await until(page, ({ companion }) => companion.room?.timeline.playing === false)
    shell.do({ kind: 'click-menu', label: 'Play or pause', checked: false })
    await until(page, ({ companion }) => companion.room?.timeline.playing === true)
    shell.do({ kind: 'click-menu', label: 'Open Lockstep', checked: false })
    await untilWindows(shell, [main])
    await command(page, { kind: 'companion', command: { kind: 'leave-room' } })
    shell.do({ kind: 'close-window' })
    expect(await shell.exited()).toBe(0)
  })
})

const main: ShownWindow = { visible: true, onTop: false }
const remote: ShownWindow = { visible: true, onTop: true }

async function inARoom(): Promise<{ shell: RunningShell; page: Page }> {
  const library = await openLibrary({ films: await filmsThatPlay() })
  const shell = await startFakeShell()
  const page = await shell.page()
  await hasStarted(page)
  await command(page, { kind: 'change-settings', change: { playerArgs: quietMpv, language: 'en' } })
  await signIn(page, library.url)
  await until(page, ({ library: { kind } }) => kind === 'open')
  await command(page, { kind: 'play-alone', itemId: itemIdOf('night'), startMs: 30_000 })
  await until(page, ({ companion }) => companion.follow.mode === 'following')
  return { shell, page }
}

async function until(page: Page, isSo: (state: AppState) => boolean): Promise<void> {
  await expect.poll(async () => isSo(await stateOf(page)), { timeout: 20_000 }).toBe(true)
}

async function untilWindows(shell: RunningShell, windows: readonly ShownWindow[]): Promise<void> {
  const shown = () => {
    shell.do({ kind: 'windows' })
    return shell.told('windows')
  }
  await expect.poll(shown, { timeout: 20_000 }).toEqual(windows)
}
