import type { Problem } from '../../protocol/problem.ts'
import type { Result } from '../../protocol/result.ts'
import type { Log } from '../host/log.ts'
import type { LedgerEntry, LedgerStore } from '../storage/ledgerStore.ts'

/**
 * What must not count again: sessions that were signed out, invitations and credentials that were used. An entry is
 * kept for as long as the token behind it would live, over a restart too; then the token's own end does the work.
 */
export interface Ledger {
  has(name: string): boolean
  /** False when the entry is there already. In force at once; resolves when it is kept, or cannot be kept now. */
  enter(entry: LedgerEntry): Promise<boolean>
}

export interface LedgerParts {
  readonly store: LedgerStore
  readonly wallNowMs: () => number
  readonly log: Log
}

export async function openLedger({ store, wallNowMs, log }: LedgerParts): Promise<Result<Ledger, Problem>> {
  const kept = await store.load()
  if (!kept.ok) return kept
  const untilByName = new Map(kept.value.map(({ name, untilWallMs }) => [name, untilWallMs]))
  const has = (name: string) => (untilByName.get(name) ?? 0) > wallNowMs()
  const enter = async (entry: LedgerEntry): Promise<boolean> => {
    if (has(entry.name)) return false
    untilByName.set(entry.name, entry.untilWallMs)
    const result = await store.enter(entry, wallNowMs())
    if (!result.ok) log.warn({ problem: result.problem.code }, notKept(result.problem))
    else forgetOver(untilByName, wallNowMs())
    return true
  }
  return { ok: true, value: { has, enter } }
}

function forgetOver(untilByName: Map<string, number>, wallNowMs: number): void {
  for (const [name, untilWallMs] of untilByName) if (untilWallMs <= wallNowMs) untilByName.delete(name)
}

const notKept = (problem: Problem): string =>
  `A sign-out or a used invitation is remembered in memory only and would not survive a restart. ${problem.sentence}`
