import type { PlayerEvent, PlayerIdentity } from '../player.ts'
import type { Clock } from '../../sync/clock.ts'
import type { ControlPlace } from './controlPlace.ts'
import type { IpcClient } from './ipcClient.ts'
import { createMpvFace } from './mpvFace.ts'
import type { MpvEnd, MpvHost } from './mpvPlayer.ts'
import { closedByViewer, crashed } from './mpvProblems.ts'
import type { MpvProcess, ProcessEnd } from './mpvProcess.ts'

interface Launched {
  readonly ipc: IpcClient
  readonly clock: Clock
  readonly identity: PlayerIdentity
  readonly name: string
  readonly mpv: MpvProcess
  readonly place: ControlPlace
  readonly news: readonly PlayerEvent[]
}

/** An MPV process of ours. */
export function launchedHost(launched: Launched): MpvHost {
  const { ipc, clock, identity, name, mpv, place, news } = launched
  const lastError = () => mpv.lastWords()
  const abandon = async () => {
    ipc.close()
    mpv.kill()
    await mpv.ended
    await place.remove()
  }
  const release = async () => {
    await quit(ipc, mpv, clock)
    ipc.close()
    await mpv.terminate()
    await place.remove()
  }
  const autopsy = async (): Promise<MpvEnd> => {
    const end = await within(mpv.ended, EXIT_MS, clock)
    return end === null
      ? { how: 'crashed', problem: crashed('it closed its control socket', lastError()) }
      : verdict(end, lastError())
  }
  const face = createMpvFace(ipc, clock)
  const onComplaint = (listener: (words: string) => void) => mpv.onLine(listener)
  return { ipc, clock, face, identity, name, news, lastError, onComplaint, release, abandon, autopsy }
}

/** Between the closing of its socket and its end a player may still write files of the viewer's scripts. */
const EXIT_MS = 1000
/** A quit by word is tried before one by signal. */
const QUIT_MS = 500

async function quit(ipc: IpcClient, mpv: MpvProcess, clock: Clock): Promise<void> {
  if (mpv.hasEnded()) return
  void ipc.request(['quit'], { timeoutMs: QUIT_MS })
  await within(mpv.ended, QUIT_MS, clock)
}

/** Signals by which a login session or a terminal ends its programs: nobody would call that a crash. */
const POLITE_SIGNALS = new Set(['SIGTERM', 'SIGINT', 'SIGHUP'])
/** MPV's own word for "ended by a signal, in order" (its manual, EXIT CODES). */
const ENDED_BY_SIGNAL = 4

function verdict({ code, signal }: ProcessEnd, words: string | null): MpvEnd {
  const inOrder = code === 0 || code === ENDED_BY_SIGNAL || POLITE_SIGNALS.has(signal ?? '')
  if (inOrder) return { how: 'closed', problem: closedByViewer() }
  return { how: 'crashed', problem: crashed(signal ?? `exit code ${code}`, words) }
}

function within<Value>(promise: Promise<Value>, limitMs: number, clock: Clock): Promise<Value | null> {
  return new Promise((resolve) => {
    const cancel = clock.after(limitMs, () => resolve(null))
    void promise.then((value) => {
      cancel()
      resolve(value)
    })
  })
}
