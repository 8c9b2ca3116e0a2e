import type { Readable } from 'node:stream'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { startOwned, type OwnedChild } from './ownedChild.ts'
import { connectX, type PixelBox } from './xClient.ts'

/** Where players show their pictures. */
export type Display =
  /** The viewer's own screen. */
  | { readonly kind: 'screen' }
  /** A screen that nobody sees, made for the run. */
  | VirtualScreen
  /** No pictures at all. */
  | { readonly kind: 'none' }

export interface VirtualScreen {
  readonly kind: 'virtual'
  /** As in DISPLAY. */
  readonly name: string
  readonly width: number
  readonly height: number
  /** A window for a player that cannot be told where to open its own: there is no window manager. */
  openWindow(box: PixelBox): Promise<number>
}

export interface OpenedDisplay {
  readonly display: Display
  close(): Promise<void>
}

export interface ScreenSize {
  readonly width: number
  readonly height: number
}

/** Room for players side by side, little work for a machine without a graphics card. */
const usualSize: ScreenSize = { width: 1280, height: 720 }

/** What pictures are wanted: none, or a virtual screen of this size even where there is another. */
export interface DisplayWish {
  readonly headless: boolean
  readonly screen?: ScreenSize | undefined
}

const END_MS = 500

/** The viewer's screen when there is one, else a virtual one; none when `headless`. */
export async function openDisplay({
  headless,
  screen,
}: DisplayWish): Promise<Result<OpenedDisplay, Problem>> {
  const nothingToClose = () => Promise.resolve()
  if (headless) return success({ display: { kind: 'none' }, close: nothingToClose })
  const hasScreen = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']
  if (hasScreen && screen === undefined)
    return success({ display: { kind: 'screen' }, close: nothingToClose })
  return startVirtualScreen(screen ?? usualSize)
}

/**
 * Xvfb picks a free number itself and writes it to descriptor 3. With `-terminate` it ends with its last client; the
 * one that this process holds keeps it up, and takes it along even when this process is killed.
 */
async function startVirtualScreen({ width, height }: ScreenSize): Promise<Result<OpenedDisplay, Problem>> {
  const args = ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-terminate']
  const xvfb = startOwned('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const number = await displayNumber(xvfb)
  if (number === null) {
    const { error } = await xvfb.stop(END_MS)
    return failure(error === null ? screenFailed : noXvfb)
  }
  const client = connectX(number)
  return success({
    display: {
      kind: 'virtual',
      name: `:${number}`,
      ...{ width, height },
      openWindow: (box) => client.openWindow(box),
    },
    close: async () => {
      client.close()
      await xvfb.stop(END_MS)
    },
  })
}

async function displayNumber(xvfb: OwnedChild): Promise<string | null> {
  const announced = xvfb.process.stdio[3] as Readable
  const number = new Promise<string>((resolve) => {
    announced.once('data', (text: Buffer) => resolve(text.toString().trim()))
  })
  return Promise.race([number, xvfb.ended.then(() => null)])
}

const noXvfb: Problem = {
  code: 'xvfb-missing',
  sentence: 'There is no display here, and Xvfb, which would make one, is not installed.',
  nextStep: 'Install it (Debian/Ubuntu: apt install xvfb) or add --headless.',
}

const screenFailed: Problem = {
  code: 'xvfb-failed',
  sentence: 'The virtual display could not be started.',
  nextStep: 'Add --headless to do without one.',
}
