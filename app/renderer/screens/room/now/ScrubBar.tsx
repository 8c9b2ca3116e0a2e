import { useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppLink } from '../../../client/AppContext.tsx'
import { useClock } from '../../../client/ClockContext.tsx'
import { positionText } from '../../../room/figures.ts'
import { transportOf } from '../../../room/may.ts'
import { partOf } from '../../../room/roomPosition.ts'
import { chapterAt, chapterMarks, type Segment } from '../../../room/scenes.ts'
import { useTicking } from '../useTicking.ts'
import { useCompanion, useFilm, useRoom } from '../useRoom.ts'
import { ScenePreview } from './ScenePreview.tsx'
import classes from './ScrubBar.module.css'
import { SpeedMenu } from './SpeedMenu.tsx'
import { useScrubbing } from './useScrubbing.ts'
import { roomMomentNow, useMoment } from './useRoomMoment.ts'

const stepMs = 10_000
const pageMs = 60_000
/** Digits of the part of the bar: a tenth of a pixel, so that a long film is painted less than once a second. */
const finestDigits = 4

export interface ScrubBarProps {
  readonly onSeek: (positionMs: number) => void
}

/**
 * The film from end to end and where the room is in it. Moving there is drawn past React, a few times a second: it must cost
 * nothing while a film plays beside it.
 */
export function ScrubBar({ onSeek }: ScrubBarProps) {
  const { t } = useTranslation('room')
  const [link, clock] = [useAppLink(), useClock()]
  const film = useFilm()
  const runtimeMs = useRoom(({ media }) => media.runtimeMs)
  const maySeek = useCompanion((companion) => transportOf(companion).seek !== 'none')
  const bar = useRef<HTMLDivElement>(null)
  const positionMs = useMoment((moment) => Math.floor(moment.positionMs / 1000) * 1000)
  const chapters = film?.chapters ?? []
  const isKnown = runtimeMs !== null
  useTicking(() => {
    const part = partOf(roomMomentNow(link, clock).positionMs, runtimeMs).toFixed(finestDigits)
    const style = bar.current?.style
    if (style !== undefined && style.getPropertyValue('--part') !== part) style.setProperty('--part', part)
  }, 250)

  const { aimMs, isHeld, handlers } = useScrubbing({ runtimeMs, maySeek, onSeek })
  const key = (event: KeyboardEvent) => {
    const target = targetOf(event, positionMs, runtimeMs)
    if (target === null || !maySeek) return
    event.preventDefault()
    event.stopPropagation()
    onSeek(Math.max(0, Math.min(target, runtimeMs ?? target)))
  }
  const chapter = chapterAt(chapters, positionMs)?.title
  const runtime = runtimeMs === null ? '' : positionText(runtimeMs)
  const position = positionText(positionMs)
  return (
    <div className={classes.whole}>
      <div
        ref={bar}
        className={classes.bar}
        data-held={isHeld || undefined}
        data-fixed={!maySeek || undefined}
        role="slider"
        tabIndex={0}
        aria-label={t('now.position')}
        aria-valuemin={0}
        aria-valuemax={Math.round((runtimeMs ?? positionMs) / 1000)}
        aria-valuenow={Math.round(positionMs / 1000)}
        aria-valuetext={
          chapter === undefined
            ? t('now.positionText', { position, runtime })
            : t('now.positionTextChapter', { position, runtime, chapter })
        }
        aria-disabled={!maySeek}
        title={maySeek ? undefined : t('now.cannotSeek')}
        {...handlers}
        onKeyDown={key}
      >
        <div className={classes.track}>
          <div className={classes.done} />
          {isKnown &&
            film?.segments.map((each) => <Marked key={each.startMs} segment={each} runtimeMs={runtimeMs} />)}
          {isKnown &&
            chapterMarks(chapters, runtimeMs).map(({ startMs }) => (
              <i
                key={startMs}
                className={classes.mark}
                style={{ insetInlineStart: percent(startMs, runtimeMs) }}
              />
            ))}
        </div>
        <div className={classes.thumb} />
        {aimMs !== null && isKnown && (
          <div className={classes.aim} style={{ insetInlineStart: percent(aimMs, runtimeMs) }}>
            <ScenePreview film={film} positionMs={aimMs} part={partOf(aimMs, runtimeMs)} />
          </div>
        )}
      </div>
      <Times positionMs={positionMs} runtimeMs={runtimeMs} chapter={chapter} />
    </div>
  )
}

interface TimesProps {
  readonly positionMs: number
  readonly runtimeMs: number | null
  readonly chapter: string | undefined
}

/** Times are for the eye alone: the slider says the same. */
const Times = ({ positionMs, runtimeMs, chapter }: TimesProps) => (
  <div className={`${classes.times} figures`}>
    <span aria-hidden>{positionText(positionMs)}</span>
    <span className={classes.chapter} dir="auto" aria-hidden>
      {chapter}
    </span>
    <div className={classes.end}>
      <span aria-hidden>{runtimeMs === null ? '' : `−${positionText(runtimeMs - positionMs)}`}</span>
      <SpeedMenu />
    </div>
  </div>
)

function Marked({ segment, runtimeMs }: { segment: Segment; runtimeMs: number }) {
  const { startMs, endMs } = segment
  const style = { insetInlineStart: percent(startMs, runtimeMs), width: percent(endMs - startMs, runtimeMs) }
  return <i className={classes.segment} style={style} />
}

const percent = (ms: number, runtimeMs: number): string => `${(partOf(ms, runtimeMs) * 100).toFixed(3)}%`

/** Where a key on the bar leads; null = it is no key of it. */
function targetOf({ key }: KeyboardEvent, positionMs: number, runtimeMs: number | null): number | null {
  switch (key) {
    case 'ArrowLeft':
      return positionMs - stepMs
    case 'ArrowRight':
      return positionMs + stepMs
    case 'PageDown':
      return positionMs - pageMs
    case 'PageUp':
      return positionMs + pageMs
    case 'Home':
      return 0
    case 'End':
      return runtimeMs
    default:
      return null
  }
}
