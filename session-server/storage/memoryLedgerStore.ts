import { success } from '../../protocol/result.ts'
import type { LedgerEntry, LedgerStore } from './ledgerStore.ts'

/** A ledger that lasts as long as the process: for a server without a data folder. */
export function createMemoryLedgerStore(): LedgerStore {
  const entries = new Map<string, LedgerEntry>()
  return {
    load: () => Promise.resolve(success([...entries.values()])),
    enter: (entry, nowWallMs) => {
      for (const { name, untilWallMs } of entries.values()) if (untilWallMs <= nowWallMs) entries.delete(name)
      entries.set(entry.name, entry)
      return Promise.resolve(success(undefined))
    },
  }
}
