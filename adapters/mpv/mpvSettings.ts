import { z } from 'zod'
import type { Cancel } from '../../protocol/wire.ts'
import type { IpcClient } from './ipcClient.ts'
import { readProperty } from './ipcProperties.ts'
import { NEEDED_SETTINGS } from './mpvArguments.ts'

/**
 * A filter inserted when the speed first differs from 1 makes the sound jump by 9 to 12 ms each time; one that is
 * always there does not (MPV 0.35.1, tests/expectation/mpv.test.ts, quirk MPV5). It has a name of ours to find it again.
 */
const SPEED_FILTER = '@lockstep:scaletempo2'

const filtersSchema = z.array(z.looseObject({ name: z.string() }))
const SPEED_FILTERS = new Set(['scaletempo', 'scaletempo2', 'rubberband'])

/** Adds the speed filter behind the viewer's own filters, unless one of them changes speed already. */
export async function addSpeedFilter(ipc: IpcClient): Promise<() => Promise<void>> {
  const filters = await readProperty(ipc, 'af', filtersSchema)
  const present = filters.ok && filters.value.value.some(({ name }) => SPEED_FILTERS.has(name))
  if (present) return async () => {}
  const added = await ipc.request(['af', 'add', SPEED_FILTER])
  return async () => {
    if (added.ok) await ipc.request(['af', 'remove', '@lockstep'])
  }
}

/** Gives a running MPV the settings that syncing needs. What comes back puts the viewer's own in place again. */
export async function applySettings(ipc: IpcClient): Promise<() => Promise<void>> {
  const before: [name: string, value: unknown][] = []
  for (const [name, value] of NEEDED_SETTINGS) {
    const current = await ipc.request(['get_property', `options/${name}`])
    if (!current.ok) continue
    const changed = await ipc.request(['set_property_string', `options/${name}`, value])
    if (changed.ok) before.push([name, current.value.data])
  }
  const removeFilter = await addSpeedFilter(ipc)
  return async () => {
    await removeFilter()
    await ipc.request(['set_property', 'speed', 1])
    for (const [name, value] of before) {
      await ipc.request(['set_property', `options/${name}`, value])
    }
  }
}

/** Two Lockstep at one MPV would undo each other's commands: whoever drives it already answers here. */
const QUESTION = 'lockstep-who-drives'
const ANSWER = 'lockstep-drives'

/** Answers from now on that this MPV is taken. */
export function claimDriving(ipc: IpcClient): Cancel {
  return ipc.onEvent(({ event, args }) => {
    if (event === 'client-message' && args?.[0] === QUESTION) void ipc.request(['script-message', ANSWER])
  })
}

/** Resolves as soon as somebody answers, or to false after `wait`. */
export async function isDrivenByAnother(ipc: IpcClient, wait: Promise<unknown>): Promise<boolean> {
  let cancel: Cancel = () => {}
  const answered = new Promise<boolean>((resolve) => {
    cancel = ipc.onEvent(({ event, args }) => {
      if (event === 'client-message' && args?.[0] === ANSWER) resolve(true)
    })
  })
  await ipc.request(['script-message', QUESTION])
  const driven = await Promise.race([answered, wait.then(() => false)])
  cancel()
  return driven
}
