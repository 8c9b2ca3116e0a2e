import { mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'

/**
 * The log of this program, for whoever looks into a fault: JSON lines, readable by its owner alone. It is made with
 * its first line; where it cannot be written, the program works without it. Fields never carry a secret.
 */
export interface LogFile {
  readonly path: string
  debug(fields: object, sentence: string): void
  info(fields: object, sentence: string): void
  warn(fields: object, sentence: string): void
  error(fields: object, sentence: string): void
}

/** The former log is kept beside it when it has grown beyond this. */
const maxBytes = 5_000_000

const levels = ['debug', 'info', 'warn', 'error'] as const
type Level = (typeof levels)[number]

/** Nothing below `level` is written. */
export function createLogFile(settingsFolder: string, level: Level): LogFile {
  const path = join(settingsFolder, 'log', 'lockstep.log')
  let opened: pino.Logger | null = null
  const write = (line: Level) => (fields: object, sentence: string) => {
    if (levels.indexOf(line) < levels.indexOf(level)) return
    opened ??= open(path, level)
    opened[line](fields, sentence)
  }
  return { path, debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
}

function open(path: string, level: string): pino.Logger {
  try {
    mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 })
    makeRoom(path)
    // Written at once, so that the lines before a crash are there after it.
    return pino(
      { level, base: { pid: process.pid } },
      pino.destination({ dest: path, sync: true, mode: 0o600 }),
    )
  } catch {
    return pino({ level: 'silent' })
  }
}

function makeRoom(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size > maxBytes) renameSync(path, `${path}.1`)
}

/** An error that nobody expected, for the log. */
export const faultInWords = (error: unknown): string =>
  withoutSecrets(error instanceof Error ? (error.stack ?? error.message) : String(error))

/** Errors of Node quote addresses; nothing in one that opens a library may reach a file. */
const withoutSecrets = (text: string): string =>
  text.replace(/((?:api_?key|token|password|pw|secret)["']?\s*[=:]\s*["']?)[^"'&\s,}]+/gi, '$1***')
