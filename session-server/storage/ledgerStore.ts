import type { Problem } from '../../protocol/problem.ts'
import type { Result } from '../../protocol/result.ts'

/** Something that must not count again before `untilWallMs` (wall clock). */
export interface LedgerEntry {
  readonly name: string
  readonly untilWallMs: number
}

/** Where used and revoked tokens survive the server. Failures are sentences for the operator; nothing is thrown. */
export interface LedgerStore {
  load(): Promise<Result<readonly LedgerEntry[], Problem>>
  /** Keeps an entry and forgets those that are over at `nowWallMs`. */
  enter(entry: LedgerEntry, nowWallMs: number): Promise<Result<void, Problem>>
}
