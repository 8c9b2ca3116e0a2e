import { describe, expect, it } from 'vitest'
import { readTracks } from '../../../adapters/mpv/mpvTracks.ts'

describe('the tracks of a film', () => {
  it('[PL18] are those heard or read, named as well as the file allows', () => {
    const tracks = readTracks([
      { id: 1, type: 'video', selected: true },
      { id: 1, type: 'audio', lang: 'eng', title: 'Commentary', codec: 'aac', default: true, selected: true },
      { id: 2, type: 'audio', lang: 'deu' },
      { id: 1, type: 'sub', codec: 'subrip', forced: true },
      { id: 2, type: 'sub', external: true, 'external-filename': 'http://127.0.0.1/a.srt' },
    ])
    const plain = { codec: null, forced: false, isDefault: false, address: null, selected: false }
    const english = { ...plain, kind: 'audio', title: 'Commentary', language: 'eng' }
    expect(tracks).toEqual([
      { ...english, id: 1, codec: 'aac', isDefault: true, selected: true },
      { ...plain, kind: 'audio', id: 2, title: 'deu', language: 'deu' },
      { ...plain, kind: 'subtitle', id: 1, title: 'subrip', language: null, codec: 'subrip', forced: true },
      {
        ...plain,
        kind: 'subtitle',
        id: 2,
        title: 'Track 2',
        language: null,
        address: 'http://127.0.0.1/a.srt',
      },
    ])
  })

  it('[PL18] are none where MPV says nothing intelligible', () => {
    for (const value of [null, 'x', [null], [{ type: 'audio' }]]) expect(readTracks(value)).toEqual([])
  })
})
