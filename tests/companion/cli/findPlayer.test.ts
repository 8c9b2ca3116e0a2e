import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { findPlayer } from '../../../companion/cli/findPlayer.ts'

/** A folder with programs that print this when asked for their version. */
function programs(words: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-players-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(words)) {
    writeFileSync(join(folder, name), `#!/bin/sh\necho "${text}"\n`)
    chmodSync(join(folder, name), 0o755)
  }
  return folder
}

describe.skipIf(process.platform !== 'linux')('looking for a player', () => {
  it.each([
    ['mpv', 'mpv 0.35.1 Copyright 2000-2022', '0.35.1'],
    ['mpv', 'mpv v0.40.0-dirty Copyright', '0.40.0-dirty'],
    ['vlc', 'VLC media player 3.0.21 Vetinari', '3.0.21'],
    ['vlc', 'VLC is not supposed to be run as root. Sorry.', null],
  ])('[PL70] finds %s by its name, with the version that it tells: %s', async (name, words, version) => {
    const folder = programs({ [name]: words })
    expect(await findPlayer(name, null, { PATH: folder })).toMatchObject({
      ...{ name, version, path: join(folder, name), found: true, problem: null },
    })
  })

  it('[PL71] says how to install one that is not there, and where to look', async () => {
    const { found, problem } = await findPlayer('mpv', null, { PATH: programs({}) })
    expect(found).toBe(false)
    expect(problem?.code).toBe('player-not-found')
    expect(problem?.nextStep).toContain('https://mpv.io/installation/')
  })

  it('[PL71] says that there is none at the path that was given', async () => {
    const { found, problem } = await findPlayer('vlc', '/nowhere/vlc', { PATH: programs({ vlc: 'VLC' }) })
    expect([found, problem?.code]).toEqual([false, 'player-wrong-path'])
  })
})
