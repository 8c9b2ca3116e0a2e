const unitsMs: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

/** A duration as people write it, in ms: `90 min`, `2h30m`, `1d`, `20 s`; null when it is none. */
export function readDuration(text: string): number | null {
  const parts = [
    ...text
      .trim()
      .toLowerCase()
      .matchAll(/\s*(\d{1,6}(?:\.\d{1,3})?)\s*(min|[smhd])\s*/gy),
  ]
  const length = parts.reduce((sum, [part]) => sum + part.length, 0)
  if (parts.length === 0 || length !== text.trim().length) return null
  return parts.reduce((sum, [, figure, unit = '']) => sum + Number(figure) * (unitsMs[unit] ?? 0), 0)
}

/** A place in a film as people write it, in ms: `1:02:03`, `12:03`, `754` (seconds); null when it is none. */
export function readPosition(text: string): number | null {
  const parts = /^(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,6})$/.exec(text.trim())
  if (parts === null) return null
  const [, hours = '0', minutes = '0', seconds = '0'] = parts
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
}
