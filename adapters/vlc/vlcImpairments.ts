import type { Problem } from '../../protocol/problem.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Impairment } from '../player.ts'
import type { PlayerEventStream } from '../playerEventStream.ts'
import { noDecoder, noPicture, noSound } from './vlcProblems.ts'

/** What VLC 3 says when a part of the film cannot be put out or understood; it repeats it with every frame. */
const IMPAIRMENTS: readonly (readonly [RegExp, Impairment, (words: string) => Problem])[] = [
  [/video output creation failed|failed to create video output/, 'no-picture', noPicture],
  [
    /audio output error: (?:Audio output failed|module not functional|cannot write)|failed to create audio output/,
    'no-sound',
    noSound,
  ],
  [
    /could not identify the audio or video codec|could not decode the format|unknown codec id/,
    'no-decoder',
    noDecoder,
  ],
]

export interface VlcImpairments {
  watch(host: { onComplaint(listener: (words: string) => void): Cancel }): Cancel
  /** Another film, another try. */
  forget(): void
}

/** Tells each loss once for each film. VLC does not say that something is back. */
export function createVlcImpairments(stream: PlayerEventStream): VlcImpairments {
  const told = new Set<Impairment>()
  return {
    watch: (host) =>
      host.onComplaint((words) => {
        const found = IMPAIRMENTS.find(([pattern, what]) => !told.has(what) && pattern.test(words))
        if (found === undefined) return
        const [, what, problemOf] = found
        told.add(what)
        stream.emit({ kind: 'impaired', what, problem: problemOf(words) })
      }),
    forget: () => told.clear(),
  }
}
