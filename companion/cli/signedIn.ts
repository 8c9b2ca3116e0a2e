import type { Credentials } from '../../jellyfin/credentials.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, type Result } from '../../protocol/result.ts'
import { openAccountBook, type AccountBook } from '../settings/accounts.ts'
import { notSignedIn } from './cliProblems.ts'
import type { Shell } from './shell.ts'

/** The accounts of this person; what was found broken is told at once. */
export const accountsOf = ({ settingsFolder, explain }: Shell): AccountBook =>
  openAccountBook({ folder: settingsFolder, onCorrupt: explain })

/** Who is signed in; a problem when nobody is. */
export async function currentCredentials(shell: Shell): Promise<Result<Credentials, Problem>> {
  const current = await accountsOf(shell).current()
  if (!current.ok) return current
  return current.value === null ? failure(notSignedIn) : { ok: true, value: current.value }
}
