import { z } from 'zod'
import type { Clock } from '../../sync/clock.ts'
import type { IpcClient } from './ipcClient.ts'
import { readProperty } from './ipcProperties.ts'
import { impairmentIn } from './mpvProblems.ts'
import type { MpvProcess } from './mpvProcess.ts'

/** The output that MPV chose ("gpu", "null"), or that it could not open any, in its own words. */
export type MpvWindow = { readonly output: string | null } | { readonly failed: string }

/** A driver that compiles its shaders for the first time takes seconds; a film would wait for it as well. */
const WINDOW_MS = 5000
const LOOK_MS = 20

interface WindowWish {
  readonly clock: Clock
  /** Whether MPV was started to have a window without a film; one that was told to have none is not waited for. */
  readonly isWanted: boolean
}

/**
 * Waits until an MPV of ours has opened its window, which it does before anything is loaded, or has said that it
 * cannot. MPV itself is no witness of what is wanted: after a failure it wants none any more, and answers that before
 * the words in which it says why have arrived here.
 */
export async function untilWindow(ipc: IpcClient, mpv: MpvProcess, wish: WindowWish): Promise<MpvWindow> {
  const { clock, isWanted } = wish
  const endsAtMs = clock.nowMs() + WINDOW_MS
  while (clock.nowMs() < endsAtMs && !mpv.hasEnded()) {
    const output = await readProperty(ipc, 'current-vo', z.string())
    if (output.ok) return { output: output.value.value }
    const words = windowFailure(mpv)
    if (words !== null) return { failed: words }
    if (!isWanted) return { output: null }
    await new Promise<void>((resolve) => void clock.after(LOOK_MS, resolve))
  }
  return { output: null }
}

/** A failing driver may take MPV's control socket along (0.35 with DRM), so this is asked without it. */
export function windowFailure(mpv: MpvProcess): string | null {
  const failed = mpv.lines().findLast((line) => impairmentIn(line)?.what === 'no-picture')
  // The output's own complaint says more than MPV's summary of it.
  return failed === undefined ? null : (mpv.lines().findLast((line) => line.startsWith('[vo')) ?? failed)
}

/** MPV falls back to an output that draws for nobody where there is neither X nor Wayland. */
export const isInvisible = (
  output: string | null,
  platform: string,
  env: Readonly<Record<string, string | undefined>>,
): boolean =>
  output === 'sdl' && !['win32', 'darwin'].includes(platform) && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']
