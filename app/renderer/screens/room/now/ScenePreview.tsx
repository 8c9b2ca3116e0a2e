import type { ItemDetails } from '../../../../../protocol/bridge/query.ts'
import { positionText } from '../../../room/figures.ts'
import { chapterAt, previewAt } from '../../../room/scenes.ts'
import classes from './ScrubBar.module.css'

/** px. Tiles of any size are shown as wide as this. */
const shownWidth = 192

export interface ScenePreviewProps {
  readonly film: ItemDetails | null
  readonly positionMs: number
  /** Of the film, from 0 to 1: near an end the preview leans inwards. */
  readonly part: number
}

/** The scene at a place of the bar: its picture where the library has one, its chapter, its time. */
export function ScenePreview({ film, positionMs, part }: ScenePreviewProps) {
  const tile = previewAt(film?.trickplay ?? null, positionMs)
  const chapter = chapterAt(film?.chapters ?? [], positionMs)
  const scale = tile === null ? 1 : shownWidth / tile.width
  const trickplay = film?.trickplay
  return (
    <div className={classes.preview} style={{ transform: `translateX(${-part * 100}%)` }}>
      {tile !== null && trickplay !== null && trickplay !== undefined && (
        <div
          className={classes.scene}
          style={{
            width: shownWidth,
            height: Math.round(tile.height * scale),
            backgroundImage: `url("${tile.sheet}")`,
            backgroundPosition: `${-tile.left * scale}px ${-tile.top * scale}px`,
            backgroundSize: `${trickplay.columns * shownWidth}px auto`,
          }}
        />
      )}
      <div className={classes.told}>
        <span className="figures">{positionText(positionMs)}</span>
        {chapter !== null && <span dir="auto">{chapter.title}</span>}
      </div>
    </div>
  )
}
