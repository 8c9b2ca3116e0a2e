import type { OpenWire } from './appLink.ts'

/** Opens the first wire at once, for whoever asks first; the others when they are asked for. */
export function beginEarly(openWire: OpenWire): OpenWire {
  let first: ReturnType<OpenWire> | null = openWire()
  return () => {
    const opened = first ?? openWire()
    first = null
    return opened
  }
}
