import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A program that stands in for MPV: a shell script, run by `/bin/sh`. */
export interface Script {
  readonly path: string
  remove(): Promise<void>
}

export async function writeScript(body: string): Promise<Script> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-script-'))
  const path = join(folder, 'mpv')
  await writeFile(path, `#!/bin/sh\n${body}\n`)
  await chmod(path, 0o755)
  return { path, remove: () => rm(folder, { recursive: true, force: true }) }
}
