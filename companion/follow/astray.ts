import type { Problem } from '../../protocol/problem.ts'

/** Further from its target than this a landing is no matter of frames and key frames. */
const astrayMs = 2000

/** Whether a seek landed where it was not sent: short of a target within the film, because the stream ends there. */
export const isAstray = (landedMs: number, targetMs: number, endMs: number | null): boolean =>
  landedMs < targetMs - astrayMs && landedMs < (endMs ?? Infinity) - astrayMs

export const streamLost: Problem = {
  code: 'stream-lost',
  sentence: 'The film stopped coming from the library.',
  nextStep: 'It is opened again by itself; check the connection to the library if this stays.',
}
