import type { MediaStatus } from '../../protocol/companionState.ts'
import type { Media } from '../../protocol/media.ts'
import type { Problem } from '../../protocol/problem.ts'
import { delayInWords } from '../words/figuresInWords.ts'

/** The same file probed by different servers differs by less, another cut by more. */
const sameRuntimeMs = 2500

/** What a viewer has to be told of their own copy; null when it is simply there, or being looked for. */
export function worthTelling(status: MediaStatus): Problem | null {
  switch (status.kind) {
    case 'looking':
      return null
    case 'missing':
      return status.problem
    case 'open':
      return status.warning
  }
}

/** What to know about one's own copy of what the room plays; null when the two are as long as each other. */
export function runtimeWarning(room: Media, own: Media): Problem | null {
  if (room.runtimeMs === null || own.runtimeMs === null) return null
  const longerMs = own.runtimeMs - room.runtimeMs
  if (Math.abs(longerMs) <= sameRuntimeMs) return null
  const difference = `${delayInWords(Math.abs(longerMs))} ${longerMs > 0 ? 'longer' : 'shorter'}`
  return {
    code: 'runtime-differs',
    sentence: `Your copy of "${room.title}" is ${difference} than the one of the room.`,
    nextStep: 'It may be another cut: compare a scene, and make up for the difference with your own offset.',
  }
}
