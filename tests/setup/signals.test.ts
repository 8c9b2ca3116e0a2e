import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { createFreshMachine, type FreshMachine } from './freshMachine.ts'

let machine: FreshMachine
let shell: ChildProcess
afterEach(() => {
  if (shell.exitCode === null && shell.pid !== undefined) process.kill(-shell.pid, 'SIGKILL')
  machine.remove()
})

/** Starts the companion's stand-in through set-up, does `act` when it is up, and resolves to what it saw. */
async function startAnd(
  act: (pid: number) => void,
  stopMs: number,
): Promise<{ seen: string; code: number | null }> {
  machine = createFreshMachine({ programs: ['mpv'] })
  await machine.run('start.mjs')
  shell = machine.spawnScript('start', { SIGNALS: '1', STOP_MS: String(stopMs) })
  let printed = ''
  const ended = once(shell, 'close')
  shell.stdout?.on('data', (chunk: Buffer) => {
    const wasUp = printed.includes('ready')
    printed += chunk.toString()
    if (!wasUp && printed.includes('ready') && shell.pid !== undefined) act(shell.pid)
  })
  await ended
  return { seen: printed.replace('ready', '').trim(), code: shell.exitCode }
}

describe.skipIf(process.platform === 'win32')('signals', () => {
  it('[SU8] ctrl-c reaches the program once, and set-up waits for it to end', async () => {
    const pressCtrlC = (pid: number) => process.kill(-pid, 'SIGINT')
    expect(await startAnd(pressCtrlC, 300)).toEqual({ seen: 'SIGINT', code: 5 })
  })

  it('[SU8] a SIGINT that reaches only what npm started ends the program too', async () => {
    const interruptParent = (pid: number) => process.kill(pid, 'SIGINT')
    expect(await startAnd(interruptParent, 0)).toEqual({ seen: 'SIGTERM', code: 5 })
  })

  it.each(['SIGTERM', 'SIGHUP'] as const)('[SU8] %s is passed on', async (signal) => {
    expect(await startAnd((pid) => process.kill(pid, signal), 0)).toEqual({ seen: signal, code: 5 })
  })
})
