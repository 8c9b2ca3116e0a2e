import { type CatalogueItem, isPlayable, type PlayableItem, type Stock } from './catalogue.ts'
import { flatBlurHash, posterColour, posterTag } from './posterArt.ts'
import { itemDtoFields } from './itemDtoFields.ts'
import type { BaseItemDto } from './models.ts'
import { userItemData } from './userItemData.ts'
import type { Telling } from './telling.ts'
import { ticksOf } from './wording.ts'

/** An item as the API tells it: what every answer has, and of the rest only what was asked for. */
export function itemDto(item: CatalogueItem, telling: Telling): BaseItemDto {
  const userData = userItemData(item, telling)
  return {
    Name: item.name,
    ServerId: telling.world.serverId,
    Id: item.id,
    ProductionYear: item.year,
    IsFolder: !isPlayable(item),
    LocationType: 'FileSystem',
    ...(item.rating > 0 && { CommunityRating: item.rating }),
    ...(telling.world.settings.stock.pictures && imagesOf(item)),
    ...(userData && { UserData: userData }),
    ...kindOf(item, telling.world.settings.stock),
    ...itemDtoFields(item, telling),
  }
}

function imagesOf(item: CatalogueItem): BaseItemDto {
  const tag = posterTag(item)
  const hash = { [tag]: flatBlurHash(posterColour(item)) }
  const backdrop = isPlayable(item) || item.kind === 'series'
  return {
    ImageTags: { Primary: tag },
    BackdropImageTags: backdrop ? [tag] : [],
    ImageBlurHashes: { Primary: hash, ...(backdrop && { Backdrop: hash }) },
  }
}

function kindOf(item: CatalogueItem, stock: Stock): BaseItemDto {
  switch (item.kind) {
    case 'library':
      return { Type: 'CollectionFolder', MediaType: 'Unknown', CollectionType: item.collectionType }
    case 'series':
      return { Type: 'Series', MediaType: 'Unknown', Status: 'Ended' }
    case 'season':
      return {
        Type: 'Season',
        MediaType: 'Unknown',
        IndexNumber: item.number,
        SeriesId: item.series.id,
        SeriesName: item.series.name,
        ...(stock.pictures && { SeriesPrimaryImageTag: posterTag(item.series) }),
      }
    case 'movie':
      return { Type: 'Movie', OfficialRating: 'PG', ...playableFacts(item, stock) }
    case 'episode':
      return {
        Type: 'Episode',
        ...playableFacts(item, stock),
        IndexNumber: item.number,
        ParentIndexNumber: item.season.number,
        SeasonId: item.season.id,
        SeasonName: item.season.name,
        SeriesId: item.season.series.id,
        SeriesName: item.season.series.name,
        ...(stock.pictures && { SeriesPrimaryImageTag: posterTag(item.season.series) }),
      }
  }
}

const playableFacts = ({ film }: PlayableItem, { runtimes }: Stock): BaseItemDto => ({
  MediaType: 'Video',
  VideoType: 'VideoFile',
  Container: film.recipe.container,
  ...(runtimes && { RunTimeTicks: ticksOf(film.durationMs) }),
  HasSubtitles: film.recipe.subtitles.length > 0,
})
