import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createLogFile } from '../../../companion/cli/logFile.ts'

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-log-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

it('[CL59] makes the log with its first line, readable by its owner alone', () => {
  const log = createLogFile(join(temporaryFolder(), 'new'), 'warn')
  log.debug({}, 'too little to matter')
  log.info({}, 'neither does this')
  expect(existsSync(log.path)).toBe(false)
  log.warn({ status: 503 }, 'the server is starting')
  expect(readFileSync(log.path, 'utf8')).toMatch(/"status":503,"msg":"the server is starting"/)
  expect(statSync(log.path).mode & 0o777).toBe(0o600)
})

it('[CL59] keeps the former log when it has grown large', () => {
  const folder = temporaryFolder()
  const { path, warn } = createLogFile(folder, 'warn')
  warn({}, 'first')
  writeFileSync(path, 'x'.repeat(6_000_000))
  createLogFile(folder, 'warn').warn({}, 'second')
  expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(2)
  expect(statSync(`${path}.1`).size).toBe(6_000_000)
})

it('[CL59] works without a log where none can be written', () => {
  const file = join(temporaryFolder(), 'file')
  writeFileSync(file, '')
  expect(() => createLogFile(file, 'debug').error({}, 'unheard')).not.toThrow()
})
