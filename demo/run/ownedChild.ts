import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'

/** How a child ended: `code` null when a signal ended it or it never ran. */
export interface ChildEnd {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** Why it could not be started. */
  readonly error: Error | null
}

/** A child that is ended together with everything it started. */
export interface OwnedChild {
  readonly process: ChildProcess
  readonly ended: Promise<ChildEnd>
  /** Asks with SIGTERM, waits `graceMs`, then ends it and all of its group. Idempotent. */
  stop(graceMs: number): Promise<ChildEnd>
}

/**
 * Starts a program in a group of its own. The terminal's ctrl-c does not reach it there, so that its owner decides the
 * order of the end; and what the program itself started ends with it, even when the program was killed.
 */
export function startOwned(command: string, args: readonly string[], options: SpawnOptions): OwnedChild {
  const child = spawn(command, args, {
    ...options,
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  const killAll = () => killGroup(child)
  // Before other last words, such as those that remove the files it works with.
  process.prependListener('exit', killAll)
  const ended = new Promise<ChildEnd>((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, error }))
    child.once('exit', (code, signal) => {
      killAll()
      process.off('exit', killAll)
      resolve({ code, signal, error: null })
    })
  })
  const stop = async (graceMs: number): Promise<ChildEnd> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    const timer = setTimeout(killAll, graceMs)
    const end = await ended
    clearTimeout(timer)
    return end
  }
  return { process: child, ended, stop }
}

/** Ends whatever of the group is left; that nothing is left is no error. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
