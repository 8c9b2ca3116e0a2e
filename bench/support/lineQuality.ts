import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Random } from './seededRandom.ts'

/** How bad a line is, in each direction. */
export interface LineQuality {
  readonly delayMs: number
  /** A chunk takes `delayMs` plus or minus up to this much, evenly spread. */
  readonly jitterMs: number
  /** Share of chunks that are held, in percent. */
  readonly stallPercent: number
  /** How long they are held: about what TCP needs to notice a loss and repeat itself (RFC 6298, minimum timeout). */
  readonly stallMs: number
}

export const perfectLine: LineQuality = { delayMs: 0, jitterMs: 0, stallPercent: 0, stallMs: 200 }

/** Reads `40±20`, `40+-20` or `40`: delay and jitter of each direction, ms. */
export function parseDelay(text: string): Result<Pick<LineQuality, 'delayMs' | 'jitterMs'>, Problem> {
  const match = /^(\d+(?:\.\d+)?)(?:(?:±|\+-|\+\/-)(\d+(?:\.\d+)?))?$/.exec(text.trim())
  const delayMs = Number(match?.[1])
  const jitterMs = Number(match?.[2] ?? 0)
  if (match === null || jitterMs > delayMs) return failure(badDelay(text))
  return success({ delayMs, jitterMs })
}

const badDelay = (text: string): Problem => ({
  code: 'bad-delay',
  sentence: `'${text}' is no delay.`,
  nextStep: 'Write it as 40±20 (or 40+-20): milliseconds each way, and how much they vary at most.',
})

/** How long one chunk is on the line, chunks before it not counted. */
export function chunkDelayMs(quality: LineQuality, random: Random): number {
  const jitter = (random() * 2 - 1) * quality.jitterMs
  const stalled = random() * 100 < quality.stallPercent
  return quality.delayMs + jitter + (stalled ? quality.stallMs : 0)
}
