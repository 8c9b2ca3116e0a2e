import { describe, expect, it } from 'vitest'
import { loadOutcome, seekOutcome } from '../../../adapters/mpv/eventRecord.ts'
import type { IpcEvent } from '../../../adapters/mpv/ipcMessages.ts'

const event = (name: string, rest: Partial<IpcEvent> = {}): IpcEvent => ({ event: name, ...rest })
const start = (id: number) => event('start-file', { playlist_entry_id: id })
const end = (id: number, reason: string, file_error?: string) =>
  event('end-file', { playlist_entry_id: id, reason, ...(file_error === undefined ? {} : { file_error }) })
const restart = event('playback-restart')

describe('the outcome of a load', () => {
  it('[PL1] is open until the film asked for goes on', () => {
    expect(loadOutcome([], 2)).toBeNull()
    expect(loadOutcome([end(1, 'stop'), start(2), event('file-loaded')], 2)).toBeNull()
    expect(loadOutcome([end(1, 'stop'), start(2), event('file-loaded'), restart], 2)).toBe('shown')
  })

  it('[PL1] is not that of the film before, nor of one that the viewer opened in between', () => {
    expect(loadOutcome([restart, end(1, 'stop'), start(2)], 2)).toBeNull()
    expect(loadOutcome([start(2), restart, end(2, 'stop'), start(3)], 3)).toBeNull()
  })

  it('[PL16] is a failure with the words of MPV', () => {
    expect(loadOutcome([start(2), end(2, 'error', 'loading failed')], 2)).toEqual({
      failed: 'loading failed',
    })
    expect(loadOutcome([start(2), end(2, 'stop')], 2)).toBe('closed')
  })

  it('[PL1] is that of the next film when MPV does not number them', () => {
    expect(loadOutcome([event('start-file'), restart], null)).toBe('shown')
  })
})

describe('the outcome of a seek', () => {
  it('[PL8] is a landing after the seek began, not one before', () => {
    expect(seekOutcome([restart], 1)).toBeNull()
    expect(seekOutcome([restart, event('seek')], 1)).toBeNull()
    expect(seekOutcome([restart, event('seek'), restart], 1)).toBe('landed')
    expect(seekOutcome([event('seek'), restart], 2)).toBeNull()
  })

  it('[PL8] is none when the film is closed meanwhile', () => {
    expect(seekOutcome([event('seek'), end(1, 'stop')], 1)).toBe('film-gone')
  })
})
