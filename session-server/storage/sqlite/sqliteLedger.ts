import type { Kysely } from 'kysely'
import { failure, success } from '../../../protocol/result.ts'
import type { LedgerStore } from '../ledgerStore.ts'
import { damaged, storageProblem } from './storageProblem.ts'
import type { Tables } from './tables.ts'

/** The ledger in the file that holds the rooms. */
export const createSqliteLedger = (db: Kysely<Tables>, dataDir: string): LedgerStore => ({
  load: async () => {
    try {
      const rows = await db.selectFrom('ledger').selectAll().execute()
      return success(rows.map(({ name, until_wall_ms: untilWallMs }) => ({ name, untilWallMs })))
    } catch {
      return failure(damaged(dataDir))
    }
  },
  enter: async ({ name, untilWallMs }, nowWallMs) => {
    const row = { name, until_wall_ms: untilWallMs }
    try {
      await db.deleteFrom('ledger').where('until_wall_ms', '<=', nowWallMs).execute()
      await db
        .insertInto('ledger')
        .values(row)
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ until_wall_ms: untilWallMs }))
        .execute()
      return success(undefined)
    } catch (error) {
      return failure(storageProblem(error, dataDir))
    }
  },
})
