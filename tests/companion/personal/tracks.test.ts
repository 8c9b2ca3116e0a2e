import { describe, expect, it } from 'vitest'
import type { PlayerTrack, TrackKind } from '../../../adapters/player.ts'
import { SimulatedPlayer } from '../../../adapters/simulated/simulatedPlayer.ts'
import { createPreferenceStore } from '../../../companion/personal/preferenceStore.ts'
import { noPreferences, type Preferences } from '../../../companion/personal/preferences.ts'
import { createTrackDesk } from '../../../companion/personal/trackDesk.ts'
import { listTracks } from '../../../companion/personal/trackList.ts'
import { wantedTrack } from '../../../companion/personal/wantedTrack.ts'
import type { MediaTrack, OpenedItem, TrackDelivery } from '../../../jellyfin/library.ts'
import type { TrackView } from '../../../protocol/personal.ts'
import { success } from '../../../protocol/result.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'

const inStream: TrackDelivery = { kind: 'stream' }
const file = (url: string): TrackDelivery => ({ kind: 'file', url })

const known = (index: number, kind: TrackKind, change: Partial<MediaTrack> = {}): MediaTrack => ({
  ...{ kind, index, title: `${kind} ${index}`, language: 'eng', codec: null },
  ...{ forced: false, isDefault: false, delivery: inStream },
  ...change,
})
const there = (id: number, kind: TrackKind, change: Partial<PlayerTrack> = {}): PlayerTrack => ({
  ...{ kind, id, title: `${id}`, language: null, codec: null, forced: false },
  ...{ isDefault: false, address: null, selected: false },
  ...change,
})

const film = [
  known(1, 'audio', { isDefault: true }),
  known(2, 'audio', { language: 'fra' }),
  known(3, 'subtitle'),
  known(4, 'subtitle', { language: 'deu', delivery: file('http://relay/de.srt') }),
  known(5, 'subtitle', { language: 'fre', delivery: file('http://relay/fr.ass') }),
]

describe('the list of tracks', () => {
  it('[CP97] joins what the library knows with what the player has, kind by kind', () => {
    const listed = listTracks(film, [
      there(1, 'audio', { selected: true }),
      there(2, 'audio'),
      there(1, 'subtitle'),
      there(2, 'subtitle', { address: 'http://relay/fr.ass' }),
      there(3, 'subtitle', { address: 'http://relay/de.srt', selected: true }),
      there(4, 'subtitle', { title: 'added by hand', address: '/home/ada/my.srt' }),
    ])
    expect(
      listed.map(({ key, playerId, selected, external }) => [key, playerId, selected, external]),
    ).toEqual([
      ['library-1', 1, true, false],
      ['library-2', 2, false, false],
      ['library-3', 1, false, false],
      ['library-4', 3, true, true],
      ['library-5', 2, false, true],
      ['player-4', 4, false, true],
    ])
    expect(listed[1]).toMatchObject({ language: 'fra', title: 'audio 2', reopens: false })
  })

  it('[CP97] takes files in the order in which they were given, where the player does not tell their addresses', () => {
    const listed = listTracks(film, [
      there(1, 'audio'),
      there(7, 'subtitle'),
      there(8, 'subtitle'),
      there(9, 'subtitle'),
    ])
    expect(listed.filter(({ kind }) => kind === 'subtitle').map(({ playerId }) => playerId)).toEqual([
      7, 8, 9,
    ])
  })

  it('[CP97] says which choice opens the film anew', () => {
    const transcoded = [
      known(1, 'audio'),
      known(2, 'audio', { delivery: { kind: 'left-out' } }),
      known(3, 'subtitle', { delivery: { kind: 'burnt-in' } }),
      known(4, 'subtitle', { delivery: file('http://relay/4') }),
    ]
    const listed = listTracks(transcoded, [there(1, 'audio', { selected: true })])
    expect(listed.map(({ selected, reopens }) => [selected, reopens])).toEqual([
      [true, false],
      [false, true],
      [true, false],
      [false, true],
    ])
  })
})

describe('the track that is wanted', () => {
  const listed = listTracks(film, [])
  const key = (kind: TrackKind, liking: Partial<Parameters<typeof wantedTrack>[2]>) => {
    const wanted = wantedTrack(listed, kind, {
      memory: undefined,
      languages: noPreferences.languages,
      ...liking,
    })
    return wanted.kind === 'track' ? wanted.track.key : wanted.kind
  }

  it('[CP98] is the one that was chosen before, in the same language, called the same if one is', () => {
    const chosen = (language: string | null, title: string) => ({
      subtitle: { language, title, forced: false },
    })
    expect(key('subtitle', { memory: chosen('ger', 'another release') })).toBe('library-4')
    expect(key('subtitle', { memory: chosen('fr', 'subtitle 5') })).toBe('library-5')
    expect(key('subtitle', { memory: chosen(null, 'subtitle 3') })).toBe('library-3')
    expect(key('subtitle', { memory: chosen('ita', 'subtitle 3') })).toBe('leave')
    expect(key('subtitle', { memory: { subtitle: null } })).toBe('none')
  })

  it('[CP98] else the first liked language that the film has, else whatever the player chooses', () => {
    expect(key('audio', { languages: { audio: ['jpn', 'fr'], subtitle: [] } })).toBe('library-2')
    expect(key('audio', { languages: { audio: ['jpn'], subtitle: [] } })).toBe('leave')
    expect(key('subtitle', { languages: { audio: [], subtitle: null } })).toBe('none')
  })

  it('[CP98] is no subtitle for signs alone while there is a whole one', () => {
    const both = listTracks([known(3, 'subtitle', { forced: true }), known(4, 'subtitle')], [])
    const wanted = wantedTrack(both, 'subtitle', {
      memory: undefined,
      languages: { audio: [], subtitle: ['en'] },
    })
    expect(wanted).toMatchObject({ track: { key: 'library-4' } })
  })
})

const opened = (belongsTo: string): OpenedItem => ({
  media: { serverId: 's', itemId: 'i', title: 'Film', runtimeMs: null, providerIds: {} },
  ...{ belongsTo, streamUrl: 'x', subtitles: [], tracks: film, delivery: { kind: 'direct' }, bitrate: null },
  throughput: () => null,
  receivedBytes: () => 0,
  playback: { started: () => {}, progressed: () => {}, stopped: async () => {} },
  close: async () => {},
})

function prepare(initial: Preferences = noPreferences) {
  const preferences = createPreferenceStore(initial)
  const player = new SimulatedPlayer(createVirtualClock())
  const selected: [TrackKind, number | null][] = []
  player.selectTrack = async (kind, id) => {
    selected.push([kind, id])
    return success(undefined)
  }
  let views: readonly TrackView[] = []
  let reopened = 0
  const desk = createTrackDesk({
    preferences,
    player: () => player,
    tell: (tracks) => (views = tracks),
    reopen: async () => {
      reopened += 1
      return success(undefined)
    },
  })
  return { desk, preferences, selected, views: () => views, reopened: () => reopened }
}

const shown = (audio: number | null, subtitle: number | null) => [
  there(1, 'audio', { selected: audio === 1 }),
  there(2, 'audio', { selected: audio === 2 }),
  there(1, 'subtitle', { selected: subtitle === 1 }),
  there(2, 'subtitle', { address: 'http://relay/de.srt', selected: subtitle === 2 }),
]

describe('the desk of tracks', () => {
  it('[CP99] remembers a choice for the series, and makes it again in its next episode', async () => {
    const { desk, preferences, selected } = prepare()
    desk.begin(opened('s/series'))
    desk.hear(shown(1, null))
    desk.settle()
    expect(await desk.choose('audio', 'library-2')).toMatchObject({ ok: true })
    expect(await desk.choose('subtitle', 'library-4')).toMatchObject({ ok: true })
    expect(preferences.recall().tracks['s/series']).toEqual({
      audio: { language: 'fra', title: 'audio 2', forced: false },
      subtitle: { language: 'deu', title: 'subtitle 4', forced: false },
    })
    selected.length = 0
    desk.begin(opened('s/series'))
    desk.hear(shown(1, null).slice(0, 3))
    expect(selected).toEqual([['audio', 2]])
    // The subtitle that is a file of its own comes a little later.
    desk.hear(shown(2, null))
    expect(selected).toEqual([
      ['audio', 2],
      ['subtitle', 2],
    ])
  })

  it('[CP99] remembers what the viewer chooses in the player, but not what the player chose by itself', () => {
    const { desk, preferences } = prepare()
    desk.begin(opened('s/film'))
    desk.hear(shown(null, null))
    desk.hear(shown(1, 1))
    desk.settle()
    expect(preferences.recall().tracks).toEqual({})
    desk.hear(shown(2, 1))
    expect(preferences.recall().tracks['s/film']).toEqual({
      audio: { language: 'fra', title: 'audio 2', forced: false },
    })
    desk.hear(shown(2, null))
    expect(preferences.recall().tracks['s/film']?.subtitle).toBeNull()
  })

  it('[CP99] remembers nothing that was chosen by itself for another film', () => {
    const { desk, preferences, selected } = prepare()
    desk.begin(opened('s/one'))
    desk.hear(shown(1, null))
    desk.settle()
    desk.hear(shown(2, null))
    desk.begin(opened('s/other'))
    desk.hear(shown(1, null))
    desk.settle()
    expect(Object.keys(preferences.recall().tracks)).toEqual(['s/one'])
    expect(selected).toEqual([])
  })

  it('[CP100] opens the film anew for a track that the stream lacks, and refuses one that is not there', async () => {
    const { desk, reopened, views } = prepare()
    const tracks = [known(1, 'audio'), known(2, 'audio', { delivery: { kind: 'left-out' } })]
    desk.begin({ ...opened('s/film'), tracks })
    expect(views().map(({ reopens }) => reopens)).toEqual([false, true])
    expect(await desk.choose('audio', 'library-2')).toMatchObject({ ok: true })
    expect(reopened()).toBe(1)
    expect(await desk.choose('audio', 'library-9')).toMatchObject({
      ok: false,
      problem: { code: 'no-such-track' },
    })
    expect(await desk.choose('audio', 'library-1')).toMatchObject({
      ok: false,
      problem: { code: 'track-not-in-player' },
    })
  })
})
