import type { Problem } from '../../protocol/problem.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import { bitrateInWords } from '../words/figuresInWords.ts'

export interface StreamFigures {
  /** What the film needs, bits per second; null when nobody knows. */
  readonly bitrate: number | null
  /** Bytes per second that came of late; null before there are any. */
  readonly bytesPerS: number | null
  /** All bytes that have come. */
  readonly receivedBytes: number
}

export interface StreamWatchOptions {
  readonly clock: Clock
  figures(): StreamFigures
  /** The player has been short of bytes again and again, or for long; told anew as the figures change. */
  onSlow(problem: Problem): void
  /** It has not been for a while. */
  onCalm(): void
  /** Nothing has come at all for so long that nothing will come. */
  onDead(): void
}

export interface StreamWatch {
  setBuffering(buffering: boolean): void
  /** From the beginning of a seek until it has landed: it may wait for bytes, which is no shortage of them yet. */
  setSeeking(seeking: boolean): void
  stop: Cancel
}

/** In all, since it was calm last: less is a hiccup that nobody has to hear of. */
const slowAfterMs = 3000
const calmAfterMs = 10_000
const lookEveryMs = 1000
/** A server that has to start a transcode anew takes 10 s and more; MPV itself gives up after 60. */
const deadAfterMs = 25_000

/**
 * Watches a player that is short of bytes: says why, and finds a line on which nothing comes any more. A line that is
 * too slow makes many short stops, as players go on as soon as they have bytes for a second.
 */
export function createStreamWatch(options: StreamWatchOptions): StreamWatch {
  const { clock, figures, onSlow, onCalm, onDead } = options
  let shortSinceMs: number | null = null
  let earlierMs = 0
  let isSeeking = false
  let cancel: Cancel = () => {}
  const shortMs = () => earlierMs + (shortSinceMs === null ? 0 : clock.nowMs() - shortSinceMs)
  const arrival = () => ({ bytes: figures().receivedBytes, atMs: clock.nowMs() })
  const look = (last: { bytes: number; atMs: number }) => {
    const now = figures()
    const arrived = now.receivedBytes === last.bytes ? last : arrival()
    const silentForMs = clock.nowMs() - arrived.atMs
    if (silentForMs >= deadAfterMs) return onDead()
    if (shortSinceMs !== null && shortMs() >= slowAfterMs) onSlow(slowStream(now, silentForMs))
    cancel = clock.after(lookEveryMs, () => look(arrived))
  }
  const forget = () => {
    cancel()
    shortSinceMs = null
    isSeeking = false
    earlierMs = 0
  }
  const isWaiting = () => shortSinceMs !== null || isSeeking
  const watchOn = (wasWaiting: boolean) => {
    if (isWaiting() === wasWaiting) return
    cancel()
    if (!wasWaiting) look(arrival())
    else cancel = clock.after(calmAfterMs, calm)
  }
  const calm = () => {
    forget()
    onCalm()
  }
  return {
    setBuffering: (buffering) => {
      if (buffering === (shortSinceMs !== null)) return
      const wasWaiting = isWaiting()
      earlierMs = shortMs()
      shortSinceMs = buffering ? clock.nowMs() : null
      watchOn(wasWaiting)
    },
    setSeeking: (seeking) => {
      if (seeking === isSeeking) return
      const wasWaiting = isWaiting()
      isSeeking = seeking
      watchOn(wasWaiting)
    },
    stop: forget,
  }
}

/** Nothing for so long is told as nothing, whatever came before. */
const silentMs = 3000

function slowStream({ bitrate, bytesPerS }: StreamFigures, silentForMs: number): Problem {
  const needed = bitrate === null ? '' : ` of the ${bitrateInWords(bitrate)} that it needs`
  const coming = bytesPerS === null ? '' : `: ${bitrateInWords(bytesPerS * 8)}${needed}`
  return {
    code: 'stream-slow',
    sentence:
      silentForMs >= silentMs
        ? 'The film does not come from the library any more.'
        : `The film comes slower than it plays${coming}.`,
    nextStep: 'It goes on by itself when there is enough; a lower quality needs less.',
  }
}
