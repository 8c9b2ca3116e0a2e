import { memo, useRef } from 'react'
import { useClock } from '../../../client/ClockContext.tsx'
import { driftHeight } from '../../../room/driftScale.ts'
import { nearMs, inStepMs } from '../../../room/roster.ts'
import { useTicking } from '../useTicking.ts'
import { useDriftHistory } from './DriftHistoryContext.tsx'
import classes from './Roster.module.css'

const width = 96
const height = 26
const spanMs = 120_000
/** In that time the line moves by one pixel. */
const everyMs = spanMs / width

interface DriftLineProps {
  readonly memberId: string
  readonly label: string
}

/** The last two minutes of a member's drift, drawn past React: the middle is in step, above it is ahead. */
export const DriftLine = memo(function DriftLine({ memberId, label }: DriftLineProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const history = useDriftHistory()
  const clock = useClock()
  useTicking(() => {
    const context = canvas.current?.getContext('2d')
    if (canvas.current === null || context === null || context === undefined) return
    draw(context, { canvas: canvas.current, samples: history.of(memberId), nowMs: clock.nowMs() })
  }, everyMs)
  return (
    <canvas
      ref={canvas}
      className={classes.line}
      width={width * 2}
      height={height * 2}
      role="img"
      aria-label={label}
    />
  )
})

interface Drawing {
  readonly canvas: HTMLCanvasElement
  readonly samples: readonly { readonly atMs: number; readonly driftMs: number | null }[]
  readonly nowMs: number
}

function draw(context: CanvasRenderingContext2D, { canvas, samples, nowMs }: Drawing): void {
  const style = getComputedStyle(canvas)
  const colorOf = (name: string) => style.getPropertyValue(name)
  const [w, h] = [canvas.width, canvas.height]
  const yOf = (driftMs: number) => h / 2 - driftHeight(driftMs) * (h / 2 - 4)
  context.clearRect(0, 0, w, h)
  context.strokeStyle = colorOf('--ls-edge')
  context.lineWidth = 2
  context.beginPath()
  context.moveTo(0, h / 2)
  context.lineTo(w, h / 2)
  context.stroke()
  const latest = samples.at(-1)?.driftMs ?? null
  context.strokeStyle = colorOf(toneOf(latest))
  context.lineWidth = 3
  context.lineJoin = 'round'
  context.beginPath()
  let isDown = false
  for (const { atMs, driftMs } of samples) {
    const x = w - ((nowMs - atMs) / spanMs) * w
    if (driftMs === null || x < 0) {
      isDown = false
      continue
    }
    if (isDown) context.lineTo(x, yOf(driftMs))
    else context.moveTo(x, yOf(driftMs))
    isDown = true
  }
  context.stroke()
}

function toneOf(driftMs: number | null): string {
  if (driftMs === null) return '--ls-dimmed'
  const size = Math.abs(driftMs)
  if (size <= inStepMs) return '--ls-good'
  return size <= nearMs ? '--ls-caution' : '--ls-bad'
}
