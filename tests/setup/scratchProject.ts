import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository these tests belong to. */
export const repository = fileURLToPath(new URL('../..', import.meta.url))

/** A folder that looks like the repository to the checks, with files of the test's choice. */
export interface ScratchProject {
  readonly folder: string
  readonly remove: () => void
}

/** What a program printed and how it ended. */
export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/**
 * Creates a scratch project: `copied` files and folders come from the repository, `files` are written on top.
 * Packages are those of the repository unless `withPackages` is false.
 */
export function scratchProject(options: {
  readonly copied: readonly string[]
  readonly files: Readonly<Record<string, string>>
  readonly withPackages?: boolean
}): ScratchProject {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-scratch-'))
  for (const path of options.copied) cpSync(join(repository, path), join(folder, path), { recursive: true })
  for (const [path, text] of Object.entries(options.files)) writeIn(folder, path, text)
  if (options.withPackages ?? true)
    symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'), 'dir')
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Writes one file below `folder`, with its folders; executable when it is a script. */
export function writeIn(folder: string, path: string, text: string): void {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text, { mode: text.startsWith('#!') ? 0o755 : 0o644 })
}

/** Runs a program to its end and never throws: an exit code is an answer. */
export function run(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(
      command,
      [...args],
      { ...options, maxBuffer: 64 * 1024 * 1024 },
      (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    )
  })
}
