import { z } from 'zod'
import type { IpcClient } from './ipcClient.ts'
import { readProperty } from './ipcProperties.ts'

export interface Introduction {
  /** For people: "MPV 0.35.1". */
  readonly name: string
  /** Its own word, since a wrapper script may have another. */
  readonly pid: number | null
}

/** Who answers on the socket within `timeoutMs`; null when nobody does, or not like MPV. */
export async function introduce(ipc: IpcClient, timeoutMs: number): Promise<Introduction | null> {
  const answer = await ipc.request(['get_property', 'mpv-version'], { timeoutMs })
  const version = z.string().safeParse(answer.ok ? answer.value.data : null)
  if (!version.success) return null
  const pid = await readProperty(ipc, 'pid', z.number())
  return { name: version.data.replace(/^mpv v?/, 'MPV '), pid: pid.ok ? pid.value.value : null }
}
