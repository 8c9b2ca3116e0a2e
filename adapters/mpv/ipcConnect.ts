import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { failure, success } from '../../protocol/result.ts'
import type { Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import { IpcClient } from './ipcClient.ts'

export interface IpcConnectOptions {
  readonly path: string
  readonly clock: Clock
  /** MPV opens its socket some 100 ms after its start: until then attempts are repeated. */
  readonly deadlineMs: number
  /** Asked before every further attempt: true ends the attempts. */
  readonly giveUp?: () => boolean
}

/** How often a socket that is not there yet is tried: soon at first, then every 100 ms. */
const FIRST_RETRY_MS = 5
const SLOWEST_RETRY_MS = 100

/** Connects as soon as MPV listens at `path`. The failure is the system's own code, such as `ENOENT`. */
export async function connectIpc(options: IpcConnectOptions): Promise<Result<IpcClient, string>> {
  const { path, clock, deadlineMs, giveUp = () => false } = options
  const endsAtMs = clock.nowMs() + deadlineMs
  for (let delayMs = FIRST_RETRY_MS; ; delayMs = Math.min(delayMs * 2, SLOWEST_RETRY_MS)) {
    const attempt = await connectOnce(path)
    if (attempt.ok) return success(new IpcClient(attempt.value, clock))
    if (giveUp() || clock.nowMs() + delayMs > endsAtMs) return attempt
    await new Promise<void>((resolve) => void clock.after(delayMs, resolve))
  }
}

function connectOnce(path: string): Promise<Result<Socket, string>> {
  return new Promise((resolve) => {
    const socket = connect(path)
    const fail = (error: NodeJS.ErrnoException) => resolve(failure(error.code ?? error.message))
    socket.once('error', fail)
    socket.once('connect', () => {
      socket.off('error', fail)
      resolve(success(socket))
    })
  })
}
