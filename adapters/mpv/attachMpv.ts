import { z } from 'zod'
import type { PlayerAdapter, PlayerIdentity } from '../player.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success } from '../../protocol/result.ts'
import type { Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import { DEFAULT_TIMEOUT_MS } from './ipcClient.ts'
import type { IpcClient } from './ipcClient.ts'
import { connectIpc } from './ipcConnect.ts'
import { readProperty } from './ipcProperties.ts'
import { createMpvFace } from './mpvFace.ts'
import { introduce } from './mpvIntroduction.ts'
import { MpvPlayer } from './mpvPlayer.ts'
import type { MpvEnd, MpvHost } from './mpvPlayer.ts'
import { closedByViewer, crashed, drivenByAnother, nobodyListens, notMpv } from './mpvProblems.ts'
import { applySettings, claimDriving, isDrivenByAnother } from './mpvSettings.ts'

export interface MpvAttachOptions {
  readonly clock: Clock
  /** What the viewer gave MPV as --input-ipc-server. */
  readonly control: string
}

/** A socket that is there is connected to at once; a second covers an MPV that is just starting. */
const CONNECT_MS = 1000
/** Another Lockstep answers over the same MPV in a few ms. */
const CLAIM_MS = 200

/**
 * Drives an MPV that the viewer runs. It gets the settings that syncing needs, and its own back on `close()`,
 * which never ends it.
 */
export async function attachMpv(options: MpvAttachOptions): Promise<Result<PlayerAdapter, Problem>> {
  const { clock, control } = options
  const ipc = await connectIpc({ path: control, clock, deadlineMs: CONNECT_MS })
  if (!ipc.ok) return failure(nobodyListens(control, REASONS[ipc.problem] ?? ipc.problem))
  const adopted = await adopt(options, ipc.value)
  if (!adopted.ok) ipc.value.close()
  return adopted
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is nothing at that path',
  ECONNREFUSED: 'the MPV that made it has ended',
  EACCES: 'it belongs to another user',
}

async function adopt(
  { clock, control }: MpvAttachOptions,
  ipc: IpcClient,
): Promise<Result<PlayerAdapter, Problem>> {
  const introduction = await introduce(ipc, DEFAULT_TIMEOUT_MS)
  if (introduction === null) return failure(notMpv(control))
  const patience = new Promise<void>((resolve) => void clock.after(CLAIM_MS, resolve))
  if (await isDrivenByAnother(ipc, patience)) return failure(drivenByAnother(control))
  claimDriving(ipc)
  const identity = { pid: introduction.pid, control, launched: false }
  const restore = await applySettings(ipc)
  return success(
    new MpvPlayer(await attachedHost({ ipc, clock, identity, name: introduction.name, restore })),
  )
}

interface Attached {
  readonly ipc: IpcClient
  readonly clock: Clock
  readonly identity: PlayerIdentity
  readonly name: string
  readonly restore: () => Promise<void>
}

/** The viewer's own MPV: its output is not ours to read, so its complaints are asked for. */
async function attachedHost({ ipc, clock, identity, name, restore }: Attached): Promise<MpvHost> {
  let lastError: string | null = null
  let open = await hasFilm(ipc)
  let quit = false
  const complaints = createComplaints(ipc)
  complaints.onComplaint((words) => (lastError = words))
  ipc.onEvent((event) => {
    if (event.event === 'start-file') open = true
    if (event.event === 'end-file') open = false
    if (event.event === 'end-file') quit = event.reason === 'quit'
  })
  await ipc.request(['request_log_messages', 'error'])
  // MPV tells that it quits only by ending the film; an idle one just goes.
  const autopsy = async (): Promise<MpvEnd> =>
    quit || !open
      ? { how: 'closed', problem: closedByViewer() }
      : { how: 'crashed', problem: crashed('its control socket broke', lastError) }
  const abandon = async () => ipc.close()
  const face = createMpvFace(ipc, clock)
  const release = async () => {
    await face.end()
    await restore()
    ipc.close()
  }
  const common = { ipc, clock, face, identity, name, news: [] }
  return { ...common, ...complaints, lastError: () => lastError, autopsy, abandon, release }
}

async function hasFilm(ipc: IpcClient): Promise<boolean> {
  const idle = await readProperty(ipc, 'idle-active', z.boolean())
  return idle.ok && !idle.value.value
}

const logSchema = z.object({ prefix: z.string(), text: z.string() })

const createComplaints = (ipc: IpcClient) => ({
  onComplaint: (listener: (words: string) => void) =>
    ipc.onEvent((event) => {
      const words = event.event === 'log-message' ? complaint(event) : null
      if (words !== null) listener(words)
    }),
})

function complaint(event: unknown): string | null {
  const message = logSchema.safeParse(event)
  return message.success ? `[${message.data.prefix}] ${message.data.text.trim()}` : null
}
