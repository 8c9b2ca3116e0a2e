import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

export interface Format {
  /** "1 hr 42 min"; whole minutes, at least one. */
  duration(ms: number): string
  /** "1:02:03", as players show positions. */
  position(ms: number): string
  number(value: number, digits?: number): string
  /** Bits per second as Mbit/s. */
  bitrate(bitsPerS: number): string
  list(items: readonly string[]): string
}

/** Figures in the manner of the language that is set. */
export function useFormat(): Format {
  const { i18n } = useTranslation()
  return useMemo(() => createFormat(i18n.language), [i18n.language])
}

function createFormat(language: string): Format {
  const unit = (name: 'hour' | 'minute') =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' })
  const [hours, minutes] = [unit('hour'), unit('minute')]
  const number = (value: number, digits = 0) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value)
  const list = new Intl.ListFormat(language, { type: 'conjunction' })
  return {
    duration: (ms) => {
      const whole = Math.max(1, Math.round(ms / 60_000))
      const [h, min] = [Math.floor(whole / 60), whole % 60]
      return [h > 0 ? hours.format(h) : '', min > 0 ? minutes.format(min) : ''].filter(Boolean).join(' ')
    },
    position: positionText,
    number,
    bitrate: (bitsPerS) => `${number(bitsPerS / 1e6, 1)} Mbit/s`,
    list: (items) => list.format(items),
  }
}

function positionText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const [h, min, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return h > 0 ? `${h}:${two(min)}:${two(s)}` : `${min}:${two(s)}`
}
