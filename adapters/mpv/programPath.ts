import { accessSync, constants } from 'node:fs'
import { delimiter, isAbsolute, join, resolve } from 'node:path'

/** Where a program lies that is started by this name: found as the system finds it, else the name itself. */
export function programPath(command: string, path: string | undefined): string {
  if (isAbsolute(command)) return command
  if (/[\\/]/.test(command)) return resolve(command)
  const candidates = (path ?? '').split(delimiter).map((folder) => join(folder, command))
  return candidates.find((candidate) => isRunnable(candidate)) ?? command
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
