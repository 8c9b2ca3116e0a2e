import type { ItemDetails, Trickplay } from '../../../protocol/bridge/query.ts'

export type Chapter = ItemDetails['chapters'][number]
export type Segment = ItemDetails['segments'][number]

/** The chapter at a position; null = before the first, or there are none. Chapters come in their order. */
export const chapterAt = (chapters: readonly Chapter[], positionMs: number): Chapter | null =>
  chapters.findLast(({ startMs }) => startMs <= positionMs) ?? null

/** Chapters that begin within the film, as marks on its bar: a first one at its beginning is no mark. */
export const chapterMarks = (chapters: readonly Chapter[], runtimeMs: number | null): readonly Chapter[] =>
  runtimeMs === null ? [] : chapters.filter(({ startMs }) => startMs > 0 && startMs < runtimeMs)

/** Near its end there is nothing left to skip. */
const worthSkippingMs = 3000

/** What can be skipped at a position, to its end; null = nothing. */
export const skippableAt = (segments: readonly Segment[], positionMs: number): Segment | null =>
  segments.find(({ startMs, endMs }) => startMs <= positionMs && positionMs < endMs - worthSkippingMs) ?? null

/** One tile of a sheet of previews, as a background that is moved. */
export interface PreviewTile {
  readonly sheet: string
  readonly width: number
  readonly height: number
  /** Of the tile's corner on the sheet, px. */
  readonly left: number
  readonly top: number
}

/** The preview of a position; null = there is none. Beyond the last one it is the last one. */
export function previewAt(trickplay: Trickplay | null, positionMs: number): PreviewTile | null {
  if (trickplay === null || trickplay.count < 1) return null
  const { tileWidth, tileHeight, columns, rows, everyMs, count, sheets } = trickplay
  const index = Math.max(0, Math.min(count - 1, Math.floor(positionMs / everyMs)))
  const perSheet = columns * rows
  const sheet = sheets[Math.floor(index / perSheet)]
  if (sheet === undefined) return null
  const onSheet = index % perSheet
  return {
    sheet,
    width: tileWidth,
    height: tileHeight,
    left: (onSheet % columns) * tileWidth,
    top: Math.floor(onSheet / columns) * tileHeight,
  }
}
