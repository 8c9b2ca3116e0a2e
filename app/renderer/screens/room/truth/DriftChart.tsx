import { useElementSize } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { useAppLink } from '../../../client/AppContext.tsx'
import { useClock } from '../../../client/ClockContext.tsx'
import { alignedDrift } from '../../../room/alignedDrift.ts'
import { driftText } from '../../../room/figures.ts'
import { useDriftHistory } from '../people/DriftHistoryContext.tsx'
import { useTicking } from '../useTicking.ts'
import { useRoom } from '../useRoom.ts'
import { strokeOf } from './strokes.ts'

const height = 190
const spanS = 120

/** Everybody's drift over the last two minutes, twice a second. */
export function DriftChart() {
  const { i18n } = useTranslation()
  const { ref, width } = useElementSize()
  const place = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  const [link, clock, history] = [useAppLink(), useClock(), useDriftHistory()]
  const names = useRoom(({ members }) => JSON.stringify(members.map(({ name }) => name)))
  useEffect(() => {
    if (place.current === null || width === 0) return
    const made = new uPlot(
      optionsOf(place.current, { names: JSON.parse(names) as string[], width, language: i18n.language }),
      [[]],
      place.current,
    )
    plot.current = made
    return () => {
      plot.current = null
      made.destroy()
    }
  }, [names, width, i18n.language])
  useTicking(() => {
    const members = link.mirror.getState().app?.companion.room?.members ?? []
    plot.current?.setData(
      alignedDrift(
        members.map(({ id }) => history.of(id)),
        clock.nowMs(),
      ) as uPlot.AlignedData,
    )
  }, 500)
  return (
    <div ref={ref}>
      <div ref={place} style={{ height }} />
    </div>
  )
}

interface Look {
  readonly names: readonly string[]
  readonly width: number
  readonly language: string
}

function optionsOf(place: Element, { names, width, language }: Look): uPlot.Options {
  const style = getComputedStyle(place)
  const [edge, dimmed] = [style.getPropertyValue('--ls-edge'), style.getPropertyValue('--ls-dimmed')]
  const axis = {
    stroke: dimmed,
    grid: { stroke: edge, width: 1 },
    ticks: { show: false },
    font: '11px Inter Variable, sans-serif',
  }
  return {
    width,
    height,
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, range: [-spanS, 0] }, y: { range: (_, low, high) => rangeOf(low, high) } },
    axes: [
      { ...axis, values: (_, seconds) => seconds.map((second) => `${second} s`) },
      { ...axis, size: 62, values: (_, drifts) => drifts.map((drift) => driftText(drift, language)) },
    ],
    series: [
      {},
      ...names.map((label, index) => ({
        label,
        stroke: strokeOf(index),
        width: 1.5,
        points: { show: false },
      })),
    ],
  }
}

/** At least two milliseconds either way: less is noise, and would look like trouble. */
function rangeOf(low: number | null, high: number | null): [number, number] {
  const size = Math.max(2, Math.abs(low ?? 0), Math.abs(high ?? 0)) * 1.15
  return [-size, size]
}
