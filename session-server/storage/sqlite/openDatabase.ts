import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Problem } from '../../../protocol/problem.ts'
import { failure, success, type Result } from '../../../protocol/result.ts'
import { migrations } from './migrations.ts'
import { nodeSqliteDialect } from './nodeSqliteDialect.ts'
import { damaged, fromNewerVersion, storageProblem } from './storageProblem.ts'
import type { Tables } from './tables.ts'

/** The file in the data folder. */
export const databaseFile = (dataDir: string): string => join(dataDir, 'rooms.sqlite')

/**
 * Opens the file, makes it if it is not there, and brings its tables up to date. The file stays locked until it is
 * closed or the process is gone, killed or not: a second server is told so. A file that is not sound is not touched.
 */
export async function openDatabase(dataDir: string): Promise<Result<Kysely<Tables>, Problem>> {
  let file: DatabaseSync | null = null
  try {
    makeFolder(resolve(dataDir))
    reserve(databaseFile(dataDir))
    file = new DatabaseSync(databaseFile(dataDir), { timeout: 0 })
    lock(file)
    if (!isSound(file)) return refuse(file, damaged(dataDir))
    const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(file) })
    const { error } = await new Migrator({ db, provider: { getMigrations } }).migrateToLatest()
    if (error === undefined) return success(db)
    return refuse(file, isSqlite(error) ? storageProblem(error, dataDir) : fromNewerVersion(dataDir))
  } catch (error) {
    return refuse(file, storageProblem(error, dataDir))
  }
}

/**
 * Pages of 4 kB that the log may grow to before it is moved into the file, which waits for the disk and holds up
 * everyone meanwhile, for 20 to 60 ms on the disks that were tried: 64 MB is once in minutes with 500 rooms, SQLite's
 * own 1000 pages were every few seconds. Bringing the log to the disk beside the event loop, each second, held up as much.
 */
const checkpointPages = 16_000

/** WAL survives a killed process whole; only a power cut may lose the last moments, and never damages the file. */
function lock(file: DatabaseSync): void {
  file.exec('PRAGMA locking_mode = EXCLUSIVE')
  file.exec('PRAGMA journal_mode = WAL')
  file.exec('PRAGMA synchronous = NORMAL')
  file.exec(`PRAGMA wal_autocheckpoint = ${checkpointPages}`)
  file.exec('PRAGMA foreign_keys = ON')
  file.exec('BEGIN IMMEDIATE; COMMIT')
}

const isSound = (file: DatabaseSync): boolean =>
  Object.values(file.prepare('PRAGMA quick_check(1)').get() ?? {}).includes('ok')

function refuse(file: DatabaseSync | null, problem: Problem): Result<never, Problem> {
  file?.close()
  return failure(problem)
}

/** Makes the file, for its owner alone; SQLite gives its log the same rights. One that is there keeps those it has. */
function reserve(path: string): void {
  closeSync(openSync(path, 'a', 0o600))
}

/**
 * Makes a folder and those above it. Not `recursive: true`: where a file system refuses a new folder with ENOENT
 * (Linux's /proc does), Node 24 tries for ever.
 */
function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  mkdirSync(path, { mode: 0o700 })
}

const getMigrations = () => Promise.resolve({ ...migrations })

const isSqlite = (error: unknown): boolean => error instanceof Error && 'errcode' in error
