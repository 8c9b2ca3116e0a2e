import type { Cancel } from '../../protocol/wire.ts'
import type { Impairment } from '../player.ts'
import { impairmentIn } from './mpvProblems.ts'
import type { MpvParts } from './mpvParts.ts'

export interface ImpairmentParts extends MpvParts {
  onComplaint(listener: (words: string) => void): Cancel
}

/**
 * Tells what of a film is neither seen nor heard: MPV lets go of a track that it cannot put out and plays on. While a
 * film opens, losing its picture is the failure of that, not told here. Sound and picture are back when there is a
 * format for them again.
 */
export function watchImpairments({ ipc, stream, mirror, onComplaint }: ImpairmentParts): Cancel {
  const lost = new Set<Impairment>()
  const restore = (what: Impairment) => (format: unknown) => {
    if (typeof format !== 'object' || format === null || !lost.delete(what)) return
    stream.emit({ kind: 'restored', what })
  }
  const cancels = [
    onComplaint((words) => {
      const found = impairmentIn(words)
      if (found === null || (found.what === 'no-picture' && mirror.loads > 0)) return
      lost.add(found.what)
      stream.emit({ kind: 'impaired', ...found })
    }),
    ipc.observeProperty('audio-out-params', restore('no-sound')),
    ipc.observeProperty('video-out-params', restore('no-picture')),
  ]
  return () => cancels.forEach((cancel) => cancel())
}
