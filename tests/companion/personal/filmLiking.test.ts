import { describe, expect, it } from 'vitest'
import { likingOf, withLiking } from '../../../companion/personal/filmLiking.ts'
import { openAsLiked } from '../../../companion/personal/openAsLiked.ts'
import { noPreferences, type Preferences } from '../../../companion/personal/preferences.ts'
import { itemIdOf } from '../../../demo/library/catalogueEntries.ts'
import type { FilmLiking } from '../../../protocol/personal.ts'
import { must, openFixture } from '../../jellyfin/support/libraryFixture.ts'

const itemId = itemIdOf('tide')
const french = { kind: 'version', versionId: itemIdOf('tide-french') } as const

/** A library with a film in two versions, of which one is in French with an English sound beside it. */
async function openTide() {
  const { library } = await openFixture()
  const details = must(await library.catalogue.item({ itemId }))
  const film = { itemId, belongsTo: details.belongsTo }
  const like = (preferences: Preferences, liking: FilmLiking) => withLiking(preferences, film, liking)
  const open = async (preferences: Preferences) =>
    must(await openAsLiked(library, { itemId, maxBitrate: null }, preferences))
  return { details, like, open }
}

describe('a film that is chosen for before it is opened', () => {
  it('[CP109] opens in the version that was chosen, and in the library’s once that is forgotten', async () => {
    const { details, like, open } = await openTide()
    const liked = like(noPreferences, french)
    expect(likingOf(details, liked)).toMatchObject({ versionId: french.versionId })
    expect((await open(liked)).tracks.map(({ language }) => language)).toEqual(['fra', 'eng', 'fra'])
    const forgotten = like(liked, { kind: 'version', versionId: null })
    expect(likingOf(details, forgotten)).toMatchObject({ versionId: null })
    expect((await open(forgotten)).tracks.map(({ language }) => language)).toEqual(['eng'])
  })

  it('[CP109] opens in the library’s version when the one that was chosen has left it', async () => {
    const { details, like, open } = await openTide()
    const gone = like(noPreferences, { kind: 'version', versionId: 'f'.repeat(32) })
    expect(likingOf(details, gone)).toMatchObject({ versionId: null })
    expect((await open(gone)).tracks.map(({ language }) => language)).toEqual(['eng'])
  })

  it('[CP109] tells beforehand which tracks are played, by what was chosen and by the languages liked', async () => {
    const { details, like } = await openTide()
    const languages = { audio: ['en'], subtitle: ['de'] }
    const inFrench = like({ ...noPreferences, languages }, french)
    const tracks = details.versions[1]?.tracks ?? []
    const key = (language: string, kind: string) =>
      tracks.find((track) => track.language === language && track.kind === kind)?.key
    const leave = { kind: 'leave' }
    expect(likingOf(details, inFrench)).toMatchObject({
      audio: { kind: 'track', key: key('eng', 'audio') },
      subtitle: leave,
    })
    const wanted = { language: 'fra', title: 'another release', forced: false }
    const heard = like(inFrench, { kind: 'track', track: 'audio', wanted })
    const silent = like(heard, { kind: 'no-track', track: 'subtitle' })
    expect(likingOf(details, silent)).toMatchObject({
      audio: { kind: 'track', key: key('fra', 'audio') },
      subtitle: { kind: 'none' },
    })
    const left = like(like(silent, { kind: 'leave-track', track: 'audio' }), {
      kind: 'leave-track',
      track: 'subtitle',
    })
    expect(left).toEqual(inFrench)
  })
})
