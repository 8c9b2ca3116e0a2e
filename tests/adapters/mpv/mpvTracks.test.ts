import { describe, expect, it } from 'vitest'
import { readTracks } from '../../../adapters/mpv/mpvTracks.ts'

describe('the tracks of a film', () => {
  it('[PL18] are those heard or read, named as well as the file allows', () => {
    const tracks = readTracks([
      { id: 1, type: 'video', selected: true },
      { id: 1, type: 'audio', lang: 'eng', title: 'Commentary', selected: true },
      { id: 2, type: 'audio', lang: 'deu' },
      { id: 1, type: 'sub', codec: 'subrip' },
      { id: 2, type: 'sub' },
    ])
    expect(tracks).toEqual([
      { kind: 'audio', id: 1, title: 'Commentary', language: 'eng', selected: true },
      { kind: 'audio', id: 2, title: 'deu', language: 'deu', selected: false },
      { kind: 'subtitle', id: 1, title: 'subrip', language: null, selected: false },
      { kind: 'subtitle', id: 2, title: 'Track 2', language: null, selected: false },
    ])
  })

  it('[PL18] are none where MPV says nothing intelligible', () => {
    for (const value of [null, 'x', [null], [{ type: 'audio' }]]) expect(readTracks(value)).toEqual([])
  })
})
