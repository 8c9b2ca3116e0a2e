import type { BrowserWindow, Dialog } from 'electron'
import type { Clock } from '../../sync/clock.ts'
import { createCrashJudge } from './crashes.ts'
import type { ShellWords } from './shellWords.ts'

export interface WatchOptions {
  readonly clock: Pick<Clock, 'nowMs'>
  readonly dialog: Pick<Dialog, 'showMessageBox'>
  words(): ShellWords
  /** The page is gone: loaded anew, crashed or closed. */
  onPageGone(): void
  onTrouble(what: string): void
}

/** Brings a window back whose page died, and asks what to do about one that does not answer. */
export function watchWindow(window: BrowserWindow, options: WatchOptions): void {
  const judge = createCrashJudge(options.clock)
  const { webContents } = window
  webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) options.onPageGone()
  })
  webContents.on('destroyed', () => options.onPageGone())
  webContents.on('render-process-gone', (_event, { reason }) => {
    options.onPageGone()
    options.onTrouble(`page gone: ${reason}`)
    const verdict = judge(reason)
    if (verdict === 'reload') webContents.reload()
    if (verdict === 'ask') void ask(window, options, 'crashed')
  })
  let isAsking = false
  window.on('unresponsive', () => {
    options.onTrouble('not answering')
    if (isAsking) return
    isAsking = true
    void ask(window, options, 'notAnswering').finally(() => (isAsking = false))
  })
}

async function ask(
  window: BrowserWindow,
  { dialog, words }: WatchOptions,
  what: 'crashed' | 'notAnswering',
): Promise<void> {
  const { wait, reload, ...all } = words()
  const asked = { type: 'warning' as const, message: all[what], detail: all[`${what}More`], noLink: true }
  const { response } = await dialog.showMessageBox(window, { ...asked, buttons: [wait, reload] })
  if (response !== 1 || window.isDestroyed()) return
  // A page that hangs cannot be asked to load itself anew.
  if (what === 'notAnswering') window.webContents.forcefullyCrashRenderer()
  window.webContents.reload()
}
