import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { introduce } from '../../../app/browser/introduce.ts'

const address = 'http://127.0.0.1:1/#key=one'
const shell = {
  origin: 'http://127.0.0.1:1',
  newAddress: () => address,
  newNetworkAddress: () => null,
  windows: () => 0,
  close: async () => undefined,
}

let folder: string
let said: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-introduce-'))
  said = []
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
})

/** A system whose opener notes what it was asked to open, and ends so. */
function systemOpens(exitCode: number): void {
  const opener = `#!/bin/sh\necho "$@" > "${folder}/asked"\nexit ${exitCode}\n`
  writeFileSync(join(folder, 'xdg-open'), opener, { mode: 0o755 })
  vi.stubEnv('PATH', [folder, process.env['PATH']].join(delimiter))
  onTestFinished(() => void vi.unstubAllEnvs())
}

const begin = (opensBrowser: boolean) =>
  introduce({ shell, folder, opensBrowser, say: (line) => void said.push(line) })

describe.runIf(process.platform === 'linux')('the beginning at the terminal', () => {
  it('[BS18] opens the browser by a file that only this person can read', async () => {
    systemOpens(0)
    await begin(true)
    const file = join(folder, 'open-window.html')
    await expect.poll(() => readFileSync(join(folder, 'asked'), 'utf8').trim()).toBe(file)
    expect(statSync(file).mode & 0o077).toBe(0)
    expect(readFileSync(file, 'utf8')).toContain(address)
    expect(said.join('\n')).not.toContain(address)
  })

  it.each([3, 127])('[BS18] tells the address where no browser opens (exit code %d)', async (exitCode) => {
    systemOpens(exitCode)
    await begin(true)
    await expect.poll(() => said.join('\n')).toContain(address)
    expect(said.join('\n')).toContain('No browser could be opened from here.')
  })

  it('[BS18] tells it at once where no browser is wanted', async () => {
    await begin(false)
    expect(said.join('\n')).toContain(address)
  })
})
