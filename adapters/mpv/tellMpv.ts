import type { Clock } from '../../sync/clock.ts'
import { connectIpc } from './ipcConnect.ts'

export interface MpvTelling {
  readonly control: string
  readonly clock: Clock
  readonly sentence: string
}

const connectMs = 500
const shownMs = 15_000

/** Shows a sentence in an MPV that nobody drives (any more), where it is still there: why nothing came of it. */
export async function tellMpv({ control, clock, sentence }: MpvTelling): Promise<void> {
  const ipc = await connectIpc({ path: control, clock, deadlineMs: connectMs })
  if (!ipc.ok) return
  // Its script may still be waiting for us (face/README.md).
  await ipc.value.request(['script-message', 'lockstep-face-end'])
  await ipc.value.request(['show-text', sentence, shownMs])
  ipc.value.close()
}
