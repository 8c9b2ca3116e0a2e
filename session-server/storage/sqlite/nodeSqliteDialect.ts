import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { SqliteDialect, type SqliteDatabase } from 'kysely'

/** Kysely over Node's own SQLite: Kysely knows the interface of better-sqlite3, which differs in small things. */
export const nodeSqliteDialect = (database: DatabaseSync): SqliteDialect =>
  new SqliteDialect({ database: asKyselyWants(database) })

/** How many statements are kept ready; ours are some dozens, and one of each number of rows that are inserted at once. */
const statementsKept = 200

const asKyselyWants = (database: DatabaseSync): SqliteDatabase => {
  const statementOf = keepReady(database)
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const statement = statementOf(sql)
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...parameters.map(asValue)),
        run: (parameters) => statement.run(...parameters.map(asValue)),
        iterate: (parameters) => statement.iterate(...parameters.map(asValue)),
      }
    },
  }
}

/** Preparing a statement takes longer than running it, and the same few come again and again. The oldest one goes. */
function keepReady(database: DatabaseSync): (sql: string) => StatementSync {
  const ready = new Map<string, StatementSync>()
  return (sql) => {
    const known = ready.get(sql)
    if (known !== undefined) return known
    const statement = database.prepare(sql)
    ready.set(sql, statement)
    const [oldest] = ready.keys()
    if (ready.size > statementsKept && oldest !== undefined) ready.delete(oldest)
    return statement
  }
}

/** Anything else in a query would be a bug of ours, and SQLite would store it as something else. */
function asValue(parameter: unknown): SQLInputValue {
  if (parameter === null || typeof parameter === 'string' || typeof parameter === 'number') return parameter
  throw new TypeError(`SQLite takes no ${typeof parameter} here.`)
}
