import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '../../sync/clock.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import type { IpcClient } from '../../adapters/mpv/ipcClient.ts'
import { connectIpc } from '../../adapters/mpv/ipcConnect.ts'

/** No window and no sound device, yet at the pace of a real one; nobody's own configuration. */
export const HEADLESS = ['--no-config', '--vo=null', '--ao=null']

/** An MPV as a viewer runs it by hand: nothing of ours but a control socket. */
export interface RealMpv {
  readonly control: string
  readonly process: ChildProcess
  close(): Promise<void>
}

export async function runMpv(args: readonly string[] = []): Promise<RealMpv> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-viewer-'))
  const control = join(folder, 'mpv')
  const child = spawn('mpv', [
    ...HEADLESS,
    '--no-terminal',
    '--idle=yes',
    `--input-ipc-server=${control}`,
    ...args,
  ])
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const close = async () => {
    child.kill('SIGKILL')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  // On a busy machine MPV takes longer to listen than anybody would wait who runs it already.
  const listening = await connectIpc({ path: control, clock: createSystemClock(), deadlineMs: 10_000 })
  if (listening.ok) listening.value.close()
  return { control, process: child, close }
}

/** A connection of its own to an MPV: somebody who acts in it or measures it from outside. */
export async function connectTo(control: string, clock: Clock): Promise<IpcClient> {
  const ipc = await connectIpc({ path: control, clock, deadlineMs: 5000 })
  if (!ipc.ok) throw new Error(`No MPV at ${control}: ${ipc.problem}`)
  return ipc.value
}

export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
