import { encode } from 'uqr'
import { useMemo } from 'react'

/** Light around a code, in modules: less than four some cameras do not find (ISO/IEC 18004). */
const quiet = 4

/** An address as a picture for a phone's camera; always dark on light, because many cameras want it so. */
export function QrCode({ text, label, size = 180 }: { text: string; label: string; size?: number }) {
  const { path, side } = useMemo(() => drawn(text), [text])
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      width={size}
      height={size}
      style={{ borderRadius: 'var(--mantine-radius-md)', background: '#fff', flex: 'none', maxWidth: '100%' }}
    >
      <path d={path} fill="#101116" shapeRendering="crispEdges" />
    </svg>
  )
}

function drawn(text: string): { readonly path: string; readonly side: number } {
  const { data, size } = encode(text, { border: 0 })
  const squares = data.flatMap((row, y) =>
    row.map((isDark, x) => (isDark ? `M${x + quiet} ${y + quiet}h1v1h-1z` : '')),
  )
  return { path: squares.join(''), side: size + 2 * quiet }
}
