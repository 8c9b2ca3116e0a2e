import type { Trickplay } from '../../protocol/bridge/query.ts'
import type { ItemDetailsAnswer, TrickplayAnswer } from './answers.ts'
import type { PictureAddress } from './asking.ts'

/** As wide as a preview is shown. */
const wantedWidth = 320
/** A day of film in tiles of a second; what claims more is damaged. */
const mostSheets = 2000

/** Previews of the first version, in the width nearest to what is shown; null without any. */
export function trickplayOf(item: ItemDetailsAnswer, picture: PictureAddress): Trickplay | null {
  const sourceId = item.MediaSources?.[0]?.Id ?? item.Id
  const widths = Object.values(item.Trickplay?.[sourceId] ?? {})
  const [best] = widths.toSorted((one, other) => distance(one) - distance(other))
  if (best === undefined || best.ThumbnailCount === 0) return null
  const sheets = sheetsOf(best, (sheet) =>
    picture({ kind: 'scenes', itemId: item.Id, sourceId, width: best.Width, sheet }),
  )
  if (sheets === null) return null
  return {
    tileWidth: best.Width,
    tileHeight: best.Height,
    columns: best.TileWidth,
    rows: best.TileHeight,
    everyMs: best.Interval,
    count: best.ThumbnailCount,
    sheets,
  }
}

const distance = ({ Width }: TrickplayAnswer): number => Math.abs(Width - wantedWidth)

/** Null when one of them has no address: a preview with holes shows wrong scenes. */
function sheetsOf(
  { ThumbnailCount, TileWidth, TileHeight }: TrickplayAnswer,
  address: (sheet: number) => string | null,
): string[] | null {
  const count = Math.ceil(ThumbnailCount / (TileWidth * TileHeight))
  if (count > mostSheets) return null
  const sheets = Array.from({ length: count }, (_, sheet) => address(sheet))
  return sheets.every((sheet) => sheet !== null) ? sheets : null
}
