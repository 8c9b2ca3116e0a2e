import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { mkdtemp, rm, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success } from '../../protocol/result.ts'
import type { Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import { LONGEST_SOCKET_PATH, controlFolders, controlPath } from './controlPath.ts'
import { connectIpc } from './ipcConnect.ts'
import { controlTaken, controlUnusable } from './mpvProblems.ts'

/** Where an MPV of ours listens, and nobody else. */
export interface ControlPlace {
  readonly path: string
  remove(): Promise<void>
}

/** A socket in a new folder that only this user may enter (mode 0700), or a pipe with a random name on Windows. */
export async function makeControlPlace(): Promise<Result<ControlPlace, Problem>> {
  if (process.platform === 'win32') {
    return success({ path: controlPath('win32', '', randomUUID()), remove: async () => {} })
  }
  const folder = await privateFolder()
  if (!folder.ok) return folder
  const removeOnExit = () => rmSync(folder.value, { recursive: true, force: true })
  process.once('exit', removeOnExit)
  const remove = async () => {
    process.off('exit', removeOnExit)
    await rm(folder.value, { recursive: true, force: true })
  }
  return success({ path: controlPath(process.platform, folder.value, ''), remove })
}

async function privateFolder(): Promise<Result<string, Problem>> {
  let words = 'no folder is short enough'
  let tried = tmpdir()
  for (const folder of controlFolders(process.env, tmpdir())) {
    try {
      return success(await mkdtemp(join(folder, 'lockstep-')))
    } catch (error) {
      tried = folder
      words = error instanceof Error ? error.message : String(error)
    }
  }
  return failure(controlUnusable(tried, words))
}

/** A path that the caller chose: what a dead MPV left there is removed, a living one keeps it. */
export async function takeControlPlace(path: string, clock: Clock): Promise<Result<ControlPlace, Problem>> {
  if (process.platform !== 'win32' && path.length > LONGEST_SOCKET_PATH) {
    return failure(controlUnusable(path, 'the path is too long for a socket'))
  }
  const living = await connectIpc({ path, clock, deadlineMs: 0 })
  if (living.ok) {
    living.value.close()
    return failure(controlTaken(path))
  }
  if (living.problem === 'ECONNREFUSED') await unlink(path).catch(() => {})
  return success({ path, remove: () => unlink(path).catch(() => {}) })
}
