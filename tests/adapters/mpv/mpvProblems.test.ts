import { describe, expect, it } from 'vitest'
import { explain } from '../../../protocol/problem.ts'
import { crashed, notInstalled, streamFailed, withoutAddresses } from '../../../adapters/mpv/mpvProblems.ts'

describe('what this adapter says', () => {
  it("[PL46] quotes MPV's words without addresses, which are secret on the relay", () => {
    const words = "Failed to open http://127.0.0.1:4711/9f8e7d/film.mkv?x=1 ('http://127.0.0.1:4711/9f8e7d')."
    expect(withoutAddresses(words)).toBe("Failed to open the stream ('the stream').")
    expect(streamFailed(words).sentence).not.toContain('9f8e7d')
    expect(crashed('SIGSEGV', words).sentence).not.toContain('4711')
  })

  it('[PL46] says nothing about words that were not spoken', () => {
    expect(streamFailed(null).sentence).toBe('The film stopped in the middle.')
  })

  it('[PL44] names what to install on each system', () => {
    expect(explain(notInstalled('linux'))).toContain('apt install mpv')
    expect(explain(notInstalled('darwin'))).toContain('brew install mpv')
    expect(explain(notInstalled('win32'))).toContain('winget install')
    expect(explain(notInstalled('freebsd'))).toContain('mpv.io')
  })
})
