import { describe, expect, it } from 'vitest'
import { readRemoteRequest } from '../../jellyfin/remoteRequest.ts'

const film = 'a'.repeat(32)
const play = (more: object = {}) => ({ PlayCommand: 'PlayNow', ItemIds: [film], ...more })
const general = (Name: string, Arguments: Record<string, string> = {}) => ({ Name, Arguments })

describe('what other clients ask for', () => {
  it.each([
    ['Play', play(), { kind: 'open', itemIds: [film], startMs: 0 }],
    ['Play', play({ StartPositionTicks: 905_000_000 }), { kind: 'open', itemIds: [film], startMs: 90_500 }],
    ['Play', play({ ItemIds: ['x', film], StartIndex: 1 }), { kind: 'open', itemIds: [film], startMs: 0 }],
    [
      'Play',
      play({ ItemIds: [`${film.slice(24)}-${film.slice(8)}`.toUpperCase()] }),
      { kind: 'open', itemIds: [film], startMs: 0 },
    ],
    ['Playstate', { Command: 'Stop' }, { kind: 'stop' }],
    ['Playstate', { Command: 'Pause' }, { kind: 'pause' }],
    ['Playstate', { Command: 'Unpause' }, { kind: 'play' }],
    ['Playstate', { Command: 'PlayPause' }, { kind: 'toggle' }],
    ['Playstate', { Command: 'NextTrack' }, { kind: 'next' }],
    ['Playstate', { Command: 'PreviousTrack' }, { kind: 'previous' }],
    ['Playstate', { Command: 'Seek', SeekPositionTicks: 1_230_000 }, { kind: 'seek', positionMs: 123 }],
    ['Playstate', { Command: 'Rewind' }, { kind: 'skip', byMs: -10_000 }],
    ['Playstate', { Command: 'FastForward' }, { kind: 'skip', byMs: 30_000 }],
    ['GeneralCommand', general('SetVolume', { Volume: '55' }), { kind: 'volume', percent: 55 }],
    ['GeneralCommand', general('SetVolume', { Volume: '400' }), { kind: 'volume', percent: 100 }],
    ['GeneralCommand', general('VolumeUp'), { kind: 'volume-step', byPercent: 5 }],
    ['GeneralCommand', general('VolumeDown'), { kind: 'volume-step', byPercent: -5 }],
    ['GeneralCommand', { Name: 'Mute' }, { kind: 'mute', muted: true }],
    ['GeneralCommand', general('Unmute'), { kind: 'mute', muted: false }],
    ['GeneralCommand', general('ToggleMute'), { kind: 'mute', muted: null }],
    [
      'GeneralCommand',
      general('SetAudioStreamIndex', { Index: '2' }),
      { kind: 'track', track: 'audio', index: 2 },
    ],
    [
      'GeneralCommand',
      general('SetSubtitleStreamIndex', { Index: '-1' }),
      { kind: 'track', track: 'subtitle', index: null },
    ],
    ['GeneralCommand', general('ToggleFullscreen'), { kind: 'fullscreen' }],
    [
      'GeneralCommand',
      general('DisplayMessage', { Header: 'Dinner', Text: 'is ready', TimeoutMs: '5000' }),
      { kind: 'message', header: 'Dinner', text: 'is ready', durationMs: 5000 },
    ],
    [
      'GeneralCommand',
      general('DisplayMessage', { Text: 'is ready' }),
      { kind: 'message', header: '', text: 'is ready', durationMs: null },
    ],
  ])('[JF30] %s %j', (type, content, request) => {
    expect(readRemoteRequest(type, content)).toEqual({ kind: 'request', request })
  })

  it.each([
    ['Play', play({ PlayCommand: 'PlayNext' })],
    ['Playstate', { Command: 'Dance' }],
    ['Playstate', { Command: 'toString' }],
    ['GeneralCommand', general('GoHome')],
    ['GeneralCommand', general('constructor')],
    ['LibraryChanged', { anything: true }],
    ['UserDataChanged', undefined],
    ['Future', null],
  ])('[JF31] ignores %s %j', (type, content) => {
    expect(readRemoteRequest(type, content)).toEqual({ kind: 'ignored' })
  })

  it.each([
    ['Play', undefined],
    ['Play', play({ ItemIds: [] })],
    ['Play', play({ ItemIds: 'all' })],
    ['Play', play({ StartIndex: 4 })],
    ['Play', play({ StartPositionTicks: -1 })],
    ['Playstate', { Command: 'Seek' }],
    ['Playstate', { Command: 'Seek', SeekPositionTicks: -10 }],
    ['Playstate', 7],
    ['GeneralCommand', general('SetVolume', { Volume: 'loud' })],
    ['GeneralCommand', general('SetVolume')],
    ['GeneralCommand', general('DisplayMessage')],
    ['GeneralCommand', { Arguments: {} }],
  ])('[JF31] finds %s %j malformed', (type, content) => {
    expect(readRemoteRequest(type, content)).toEqual({ kind: 'malformed' })
  })
})
