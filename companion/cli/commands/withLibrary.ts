import type { Library } from '../../../jellyfin/library.ts'
import type { Problem } from '../../../protocol/problem.ts'
import type { Result } from '../../../protocol/result.ts'
import { giveUp } from '../cliProblems.ts'
import type { ExitCode } from '../exitCodes.ts'
import type { Shell } from '../shell.ts'
import { openSignedInLibrary } from '../signedInLibrary.ts'

/** Opens the library for one piece of work and closes it afterwards; explains what went wrong. */
export async function withLibrary(
  shell: Shell,
  work: (library: Library) => Promise<Result<ExitCode, Problem>>,
): Promise<ExitCode> {
  const opened = await openSignedInLibrary(shell)
  const result = opened.ok ? await work(opened.value.library) : opened
  if (opened.ok) await opened.value.close()
  return result.ok ? result.value : giveUp(shell, result.problem)
}
