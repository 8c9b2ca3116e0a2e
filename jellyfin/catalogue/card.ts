import type { ItemCard } from '../../protocol/bridge/query.ts'
import { libraryItem } from '../libraryItem.ts'
import type { ShownItem } from './answers.ts'
import type { PictureAddress } from './asking.ts'

/** Wide enough for a poster on a dense screen; the height follows. */
const posterWidth = 400
/** Pictures beyond these shapes are damaged numbers. */
const flattest = 4
const tallest = 0.25

/** What lists must ask for, so that cards are whole. */
export const cardFields = {
  fields: 'PrimaryImageAspectRatio',
  enableImageTypes: 'Primary',
  imageTypeLimit: 1,
} as const

export function itemCard(item: ShownItem, picture: PictureAddress): ItemCard {
  const { id, kind, title, subtitle, runtimeMs, resumeMs, played } = libraryItem(item, () => null)
  return {
    id,
    kind,
    title,
    subtitle,
    year: wholeOrNull(item.ProductionYear),
    runtimeMs,
    resumeMs,
    played,
    unwatched: kind === 'series' || kind === 'season' ? wholeOrNull(item.UserData?.UnplayedItemCount) : null,
    ...posterOf(item, picture),
  }
}

type Poster = Pick<ItemCard, 'posterUrl' | 'blurhash' | 'posterAspect'>

/** The item's own picture, else its series'. */
function posterOf(item: ShownItem, picture: PictureAddress): Poster {
  const own = item.ImageTags?.['Primary']
  if (typeof own === 'string') {
    return { ...pictured(item, picture, { itemId: item.Id, tag: own }), posterAspect: aspectOf(item) }
  }
  const { SeriesId: itemId, SeriesPrimaryImageTag: tag } = item
  if (!itemId || !tag) return { posterUrl: null, blurhash: null, posterAspect: null }
  return { ...pictured(item, picture, { itemId, tag }), posterAspect: null }
}

function pictured(
  item: ShownItem,
  picture: PictureAddress,
  { itemId, tag }: { readonly itemId: string; readonly tag: string },
) {
  return {
    posterUrl: picture({ kind: 'item', itemId, image: 'Primary', index: 0, tag, width: posterWidth }),
    blurhash: item.ImageBlurHashes?.['Primary']?.[tag] ?? null,
  }
}

function aspectOf({ PrimaryImageAspectRatio: aspect }: ShownItem): number | null {
  const isShape = typeof aspect === 'number' && aspect >= tallest && aspect <= flattest
  return isShape ? aspect : null
}

const wholeOrNull = (number: number | null | undefined): number | null =>
  typeof number === 'number' && Number.isSafeInteger(number) ? number : null
