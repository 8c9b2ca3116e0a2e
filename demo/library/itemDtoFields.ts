import { chaptersOf } from '../films/chapters.ts'
import { type CatalogueItem, isPlayable, type PlayableItem, versionsOf } from './catalogue.ts'
import type { Telling } from './telling.ts'
import { mediaPath, mediaSource, mediaStreams } from './mediaSource.ts'
import type { BaseItemDto } from './models.ts'
import { trickplayFacts } from './trickplay.ts'
import { dotNetDate, guidOf, ticksOf } from './wording.ts'

/** The optional fields of an item, but only those that were asked for. */
export function itemDtoFields(item: CatalogueItem, telling: Telling): BaseItemDto {
  const all = {
    ...textFields(item),
    ...folderFields(item, telling),
    ...(isPlayable(item) && mediaFields(item, telling)),
  }
  const wanted = telling.fields
  if (wanted === 'all') return all
  return Object.fromEntries(Object.entries(all).filter(([name]) => wanted.has(name.toLowerCase())))
}

/** The same three in everything: they belong to the house. */
const CAST = [
  { Name: 'Petra Pendel', Id: guidOf('person:Petra Pendel'), Role: 'The Keeper', Type: 'Actor' as const },
  {
    Name: 'Emil Escapement',
    Id: guidOf('person:Emil Escapement'),
    Role: 'The Visitor',
    Type: 'Actor' as const,
  },
  { Name: 'Ines Interval', Id: guidOf('person:Ines Interval'), Type: 'Director' as const },
]

const textFields = (item: CatalogueItem): BaseItemDto => ({
  Overview: item.overview,
  Genres: [...item.genres],
  SortName: item.name.toLowerCase().replace(/^(the|a|an) /, ''),
  DateCreated: dotNetDate(item.addedUtcMs),
  ...(item.parentId && { ParentId: item.parentId }),
  Etag: item.id,
  ProviderIds: isPlayable(item) ? { Imdb: `tt${Number.parseInt(item.id.slice(0, 7), 16)}` } : {},
  PrimaryImageAspectRatio: item.kind === 'episode' || item.kind === 'library' ? 16 / 9 : 2 / 3,
  People: isPlayable(item) ? CAST : [],
  CanDelete: false,
  Tags: [],
  Taglines: [],
})

function folderFields(item: CatalogueItem, { world }: Telling): BaseItemDto {
  if (isPlayable(item)) return {}
  const catalogue = world.catalogue()
  const recursive = catalogue.descendants(item.id).filter(isPlayable).length
  return { ChildCount: catalogue.children(item.id).length, RecursiveItemCount: recursive }
}

function mediaFields(item: PlayableItem, { world, viewer }: Telling): BaseItemDto {
  const streams = mediaStreams(item)
  const versions = versionsOf(item)
  const playable = viewer.kind === 'everything' || viewer.account.policy.EnableMediaPlayback !== false
  return {
    MediaSources: versions.map((version) => mediaSource(version, world.settings.stock)),
    MediaStreams: streams,
    MediaSourceCount: versions.length,
    Path: mediaPath(item),
    PlayAccess: playable ? 'Full' : 'None',
    CanDownload: viewer.kind === 'everything' || viewer.account.policy.EnableContentDownloading === true,
    Trickplay: trickplayFacts(item),
    Chapters: chapters(item, world.calendar.written()),
    Width: streams[0]?.Width ?? 0,
    Height: streams[0]?.Height ?? 0,
  }
}

const chapters = ({ film }: PlayableItem, imageDate: string) =>
  chaptersOf(film.durationMs).map(({ startMs, name }) => ({
    StartPositionTicks: ticksOf(startMs),
    Name: name,
    ImageDateModified: imageDate,
  }))
