import { connect } from 'node:net'
import type { Cancel } from '../../protocol/wire.ts'

/**
 * VLC's oldest remote control, which tells every change of its switch and its rate within 2 ms (quirk VLC12): when
 * something happened is then known, what it was is asked on the page.
 */
export interface VlcNews {
  onNews(listener: () => void): Cancel
  /** It begins to listen to a film when it is spoken to after the film was opened. */
  poke(): void
  close(): void
}

const IS_NEWS = /status change: \( (?:new rate|play state|pause state|stop state|new input)/

/** What it says of a film's name may be long, and is no news. */
const LONGEST_LINE = 1000

/** Where nobody listens, as on Windows, nothing is ever told: then what happened is noticed when VLC is asked next. */
export function listenForNews(path: string): VlcNews {
  const listeners = new Set<() => void>()
  const socket = connect(path)
  socket.setEncoding('utf8')
  socket.on('error', () => socket.destroy())
  let rest = ''
  socket.on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n')
    rest = (lines.pop() ?? '').slice(-LONGEST_LINE)
    if (lines.some((line) => IS_NEWS.test(line))) for (const listener of [...listeners]) listener()
  })
  return {
    onNews: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    poke: () => void (socket.writable && socket.write('\n')),
    close: () => socket.destroy(),
  }
}

export const noNews: VlcNews = { onNews: () => () => {}, poke: () => {}, close: () => {} }
