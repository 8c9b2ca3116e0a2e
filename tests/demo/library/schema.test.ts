import { describe, expect, it } from 'vitest'
import { itemIdOf, LIBRARY_IDS } from '../../../demo/library/catalogueEntries.ts'
import type { DemoLibrary } from '../../../demo/library/demoLibrary.ts'
import { ADA, KEEPER } from '../../../demo/library/people.ts'
import { ask, askWith, authorization, clientOf, field, login } from '../support/jellyfinClient.ts'
import { openSocket } from '../support/jellyfinSocket.ts'
import { loadOpenApiDocuments, type OpenApiDocument } from '../support/openApi.ts'
import { openLibrary } from '../support/shelf.ts'

const folder = process.env['LOCKSTEP_OPENAPI_DIR'] ?? ''
const documents = folder === '' ? [] : loadOpenApiDocuments(folder)
const WHY_SKIPPED =
  'Answers are not checked against Jellyfin’s schemas: name the folder of jellyfin-openapi-*.json in LOCKSTEP_OPENAPI_DIR.'
if (documents.length === 0) console.warn(WHY_SKIPPED)

const PROFILE = {
  DirectPlayProfiles: [{ Type: 'Video', Container: 'mkv' }],
  TranscodingProfiles: [{ Type: 'Video', Protocol: 'hls', Container: 'ts' }],
  SubtitleProfiles: [
    { Format: 'srt', Method: 'External' },
    { Format: 'ass', Method: 'External' },
  ],
}

/** One answer of each kind, under the names that the documents give to their operations. */
async function everyAnswer(library: DemoLibrary) {
  const { url } = library
  const ada = await clientOf(url, ADA)
  await ada.post('/Sessions/Playing', { ItemId: itemIdOf('night'), PositionTicks: 10_000_000_000 })
  await ada.post('/Sessions/Playing/Progress', { ItemId: itemIdOf('night'), PositionTicks: 3_000_000_000 })
  const series = String(
    field((await ada.get('/Items?recursive=true&includeItemTypes=Series')).body, 'Items', 0, 'Id'),
  )
  const fields =
    'fields=Overview,Genres,DateCreated,MediaSources,MediaStreams,Chapters,ProviderIds,Path,ChildCount'
  const get = async (path: string, query = '', parameters: Record<string, string> = {}) => {
    const filled = Object.entries(parameters).reduce(
      (text, [name, value]) => text.replace(`{${name}}`, value),
      path,
    )
    return { method: 'get' as const, path, body: (await ada.get(filled + query)).body }
  }
  const header = { authorization: authorization('other') }
  const night = { itemId: itemIdOf('night') }
  const playbackInfo = async (filmId: string) =>
    (await ada.post(`/Items/${itemIdOf(filmId)}/PlaybackInfo`, { DeviceProfile: PROFILE })).body
  return [
    await get('/System/Info/Public'),
    await get('/GetUtcTime'),
    {
      method: 'post' as const,
      path: '/Users/AuthenticateByName',
      body: (await login(url, KEEPER, 'k')).body,
    },
    {
      method: 'post' as const,
      path: '/QuickConnect/Initiate',
      body: (await askWith(`${url}/QuickConnect/Initiate`, undefined, header)).body,
    },
    await get('/Users'),
    await get('/Users/Me'),
    { method: 'get' as const, path: '/Users/Public', body: (await ask(`${url}/Users/Public`)).body },
    await get('/UserViews'),
    await get('/Items', `?recursive=true&${fields}`),
    await get('/Items', `?parentId=${LIBRARY_IDS.films}`),
    await get('/Items/{itemId}', '', night),
    await get('/Items/{itemId}', '', { itemId: itemIdOf('lighthouse-2') }),
    await get('/Items/{itemId}', '', { itemId: series }),
    await get('/Items/{itemId}/Ancestors', '', { itemId: itemIdOf('lighthouse-2') }),
    await get('/Items/Latest'),
    await get('/UserItems/Resume'),
    await get('/Shows/NextUp', `?seriesId=${series}`),
    await get('/Shows/{seriesId}/Seasons', '', { seriesId: series }),
    await get('/Shows/{seriesId}/Episodes', '', { seriesId: series }),
    { method: 'post' as const, path: '/Items/{itemId}/PlaybackInfo', body: await playbackInfo('tongues') },
    { method: 'post' as const, path: '/Items/{itemId}/PlaybackInfo', body: await playbackInfo('tide') },
    {
      method: 'post' as const,
      path: '/UserPlayedItems/{itemId}',
      body: (await ada.post(`/UserPlayedItems/${itemIdOf('tide')}`)).body,
    },
    await get('/MediaSegments/{itemId}', '', { itemId: itemIdOf('lighthouse-1') }),
    await get('/Sessions'),
  ]
}

/** One message of each kind that the WebSocket sends. */
async function everyMessage(library: DemoLibrary) {
  const [ada, keeper] = [await clientOf(library.url, ADA), await clientOf(library.url, KEEPER)]
  const socket = await openSocket(library, ada.token)
  const target = `/Sessions/${ada.sessionId}`
  await keeper.post(`${target}/Playing?playCommand=PlayNow&itemIds=${itemIdOf('night')}`)
  await keeper.post(`${target}/Playing/Seek?seekPositionTicks=1`)
  await keeper.post(`${target}/Message`, { Text: 'Hello' })
  await ada.post(`/UserPlayedItems/${itemIdOf('night')}`)
  library.addFilms([])
  const types = ['ForceKeepAlive', 'Play', 'Playstate', 'GeneralCommand', 'UserDataChanged', 'LibraryChanged']
  return Promise.all(types.map(async (type) => ({ type, message: await socket.next(type) })))
}

/** What the documents leave optional, but every client relies on. */
const RELIED_ON: Readonly<Record<string, readonly string[]>> = {
  '/Users/AuthenticateByName': [
    'AccessToken',
    'ServerId',
    'User.Id',
    'User.Name',
    'User.Policy.IsAdministrator',
    'SessionInfo.Id',
    'SessionInfo.DeviceId',
  ],
  '/Users/Me': [
    'Id',
    'Name',
    'ServerId',
    'HasPassword',
    ...[
      'IsAdministrator',
      'IsDisabled',
      'EnableAllFolders',
      'EnabledFolders',
      'BlockedMediaFolders',
      'EnableMediaPlayback',
      'SyncPlayAccess',
      'AuthenticationProviderId',
      'PasswordResetProviderId',
    ].map((name) => `Policy.${name}`),
  ],
  '/Items/{itemId}': [
    'Id',
    'Name',
    'ServerId',
    'Type',
    'MediaType',
    'IsFolder',
    'ImageTags',
    'BackdropImageTags',
    ...['PlaybackPositionTicks', 'Played', 'PlayCount', 'IsFavorite', 'Key', 'ItemId'].map(
      (name) => `UserData.${name}`,
    ),
  ],
  '/Shows/{seriesId}/Episodes': [
    'Items.0.SeriesId',
    'Items.0.SeriesName',
    'Items.0.SeasonId',
    'Items.0.IndexNumber',
    'Items.0.ParentIndexNumber',
    'Items.0.RunTimeTicks',
    'TotalRecordCount',
    'StartIndex',
  ],
  '/Items/{itemId}/PlaybackInfo': [
    'PlaySessionId',
    ...[
      'Id',
      'Protocol',
      'Type',
      'Container',
      'RunTimeTicks',
      'SupportsDirectPlay',
      'SupportsDirectStream',
      'SupportsTranscoding',
      'MediaStreams',
    ].map((name) => `MediaSources.0.${name}`),
  ],
}

describe('answers', () => {
  it('[DM41] hold every field that clients rely on', async () => {
    for (const { path, body } of await everyAnswer(await openLibrary())) {
      const missing = (RELIED_ON[path] ?? []).filter(
        (name) => (field(body, ...name.split('.')) ?? null) === null,
      )
      expect({ path, missing }).toEqual({ path, missing: [] })
    }
  })
})

describe.skipIf(documents.length === 0)('answers by Jellyfin’s documents', () => {
  const open = (document: OpenApiDocument) =>
    openLibrary({ version: document.version.startsWith('12') ? '12.0' : '10.11' })

  it('[DM42] are valid by Jellyfin’s own description', async () => {
    for (const document of documents) {
      for (const { method, path, body } of await everyAnswer(await open(document))) {
        const wrong = document.checkAnswer({ method, path }, body)
        expect({ document: document.name, path, wrong }).toMatchObject({ wrong: [] })
      }
    }
  })

  it('[DM42] on the WebSocket are valid by Jellyfin’s own description', async () => {
    for (const document of documents) {
      for (const { type, message } of await everyMessage(await open(document))) {
        const wrong = document.checkSchema(`${type}Message`, message)
        expect({ document: document.name, type, wrong }).toMatchObject({ wrong: [] })
      }
    }
  })

  it('[DM42] with an invented field are found out', () => {
    for (const document of documents) {
      expect(document.checkSchema('UserItemDataDto', { Key: 'x', Invented: 1 })).not.toEqual([])
      expect(document.checkSchema('BaseItemDto', { Type: 'Nonsense' })).not.toEqual([])
    }
  })
})
