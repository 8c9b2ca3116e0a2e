import { z } from 'zod'
import { problemSchema } from '../problem.ts'
import { appCommandSchema } from './appCommand.ts'
import { appStateSchema } from './appState.ts'
import { changesSchema } from './changes.ts'
import { appQuerySchema } from './query.ts'

/**
 * What crosses between a window and the app, whatever carries it (Electron's IPC, a WebSocket on loopback). The app
 * speaks first, with a snapshot; from then on it tells changes. A window that opens again begins with a new wire.
 */

/** The window's choice, unique on its wire; the answer repeats it. */
const id = z.int().min(1)

export const windowFrameSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('command'), id, command: appCommandSchema }),
  z.strictObject({ type: z.literal('query'), id, query: appQuerySchema }),
])

export type WindowFrame = z.infer<typeof windowFrameSchema>

const resultSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), problem: problemSchema }),
])

/**
 * When the app sent it, on its own monotonic clock, which is the one that `CompanionState.clock` and with it every
 * instant of the session clock refers to: a window learns from it how its own clock stands to that.
 */
const sentAtMs = z.number().finite()

/** `answer.value` is checked against `answerSchemas` by whoever asked. */
export const appFrameSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('snapshot'), sentAtMs, state: appStateSchema }),
  z.object({ type: z.literal('changes'), sentAtMs, changes: changesSchema }),
  z.object({ type: z.literal('result'), id, result: resultSchema }),
  z.object({ type: z.literal('answer'), id, value: z.unknown() }),
  z.object({ type: z.literal('refused'), id, problem: problemSchema }),
])

export type AppFrame = z.infer<typeof appFrameSchema>

/** A frame from a window is at most this long (UTF-16 units): chat lines and links are short. */
export const longestWindowFrame = 64 * 1024

/** What is left of a window's frame whose command or query is not one: enough to refuse it. */
const numberedFrameSchema = z.object({ type: z.enum(['command', 'query']), id })

export type ReadFrame =
  | { readonly kind: 'frame'; readonly frame: WindowFrame }
  /** A request with a number, which asks for something that there is not. */
  | { readonly kind: 'refusable'; readonly type: 'command' | 'query'; readonly id: number }
  | { readonly kind: 'garbage' }

/** Reads what a window sent. */
export function readWindowFrame(text: string): ReadFrame {
  const json = parseJson(text)
  const whole = windowFrameSchema.safeParse(json)
  if (whole.success) return { kind: 'frame', frame: whole.data }
  const part = numberedFrameSchema.safeParse(json)
  return part.success ? { kind: 'refusable', ...part.data } : { kind: 'garbage' }
}

/** Reads what the app sent; null = nothing that this version knows. */
export function readAppFrame(text: string): AppFrame | null {
  return appFrameSchema.safeParse(parseJson(text)).data ?? null
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
