import { useElementSize } from '@mantine/hooks'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { ItemCard } from '../../../../protocol/bridge/query.ts'
import { ItemTile } from '../../parts/ItemTile.tsx'
import type { Arrangement } from './arrangement.ts'
import { gridOf } from './gridOf.ts'
import classes from './library.module.css'
import { useHaste } from './useHaste.ts'
import { questionOf, usePages } from './usePages.ts'

export interface PosterGridProps {
  readonly parentId: string
  readonly arrangement: Arrangement
  readonly total: number
}

/** Any number of posters, of which only those in sight are there. */
export function PosterGrid({ parentId, arrangement, total }: PosterGridProps) {
  const { ref, width } = useElementSize()
  return (
    <div ref={ref}>
      {width > 0 && <Rows key={gridOf(width).columns} width={width} {...{ parentId, arrangement, total }} />}
    </div>
  )
}

function Rows({ parentId, arrangement, total, width }: PosterGridProps & { readonly width: number }) {
  const { columns, rowHeight } = gridOf(width)
  const list = useRef<HTMLUListElement>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => setTop(list.current?.offsetTop ?? 0), [])
  // It is built upon what may change between two drawings; nothing here is kept by a compiler.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useWindowVirtualizer({
    count: Math.ceil(total / columns),
    estimateSize: () => rowHeight,
    overscan: 3,
    scrollMargin: top,
    useFlushSync: false,
  })
  useEffect(() => rows.measure(), [rows, rowHeight])
  const isPassing = useHaste()
  const seen = rows.getVirtualItems()
  const first = (seen[0]?.index ?? 0) * columns
  const last = Math.min(total - 1, ((seen.at(-1)?.index ?? 0) + 1) * columns - 1)
  const itemAt = usePages((page) => questionOf(parentId, arrangement, page), first, last)
  return (
    <ul ref={list} className={classes.rows} style={{ height: rows.getTotalSize() }}>
      {seen.map(({ index, key, start }) => {
        const count = Math.min(columns, total - index * columns)
        const places = Array.from({ length: count }, (_, at) => index * columns + at)
        const style = { transform: `translateY(${start - top}px)`, '--columns': columns }
        return (
          <li key={key} className={classes.row} style={style}>
            {places.map((at) => (
              <Place key={at} card={itemAt(at)} isPassing={isPassing} />
            ))}
          </li>
        )
      })}
    </ul>
  )
}

interface PlaceProps {
  readonly card: ItemCard | undefined
  readonly isPassing: boolean
}

const Place = memo(function Place({ card, isPassing }: PlaceProps) {
  if (card === undefined) return <span className={classes.place} />
  return <ItemTile card={card} aspect={2 / 3} isPassing={isPassing} />
})
