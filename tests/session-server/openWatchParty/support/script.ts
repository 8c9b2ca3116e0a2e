import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { z } from 'zod'
import { strictFrameSchema, type StrictFrame } from './strictFrames.ts'
import { WebClient } from './webClient.ts'

/**
 * What clients of one generation send, word for word, and what has to come back, key for key. `$ada` stands for a
 * client's id, `$room` for the room's, `$ts` for a time of day, `$target+300` for an instant so long after the frame,
 * `$from:12` for a position that has been 12
 * at some instant of this act: a film runs on while a busy machine thinks.
 */
const json = z.record(z.string(), z.unknown())
const stepSchema = z.union([
  z.strictObject({ connects: z.string() }),
  z.strictObject({ who: z.string(), sends: json }),
  z.strictObject({ who: z.string(), hears: json }),
  /** None of these has come when everything that was caused so far has. */
  z.strictObject({ who: z.string(), hearsNone: z.array(z.string()) }),
  z.strictObject({ leaves: z.string() }),
])
const scriptSchema = z.strictObject({
  generation: z.int(),
  acts: z.array(z.strictObject({ rule: z.string(), tells: z.string(), steps: z.array(stepSchema) })),
})

export type Script = z.infer<typeof scriptSchema>

export const readScript = (generation: number): Script =>
  scriptSchema.parse(
    JSON.parse(readFileSync(new URL(`../generations/g${generation}.json`, import.meta.url), 'utf8')),
  )

/** Plays one act with clients of its own against a real server. */
export async function playAct({ steps }: Script['acts'][number], port: number): Promise<void> {
  const clients = new Map<string, WebClient>()
  const beganMs = Date.now()
  const clientOf = (who: string): WebClient => {
    const client = clients.get(who)
    if (client === undefined) throw new Error(`${who} has not connected`)
    return client
  }
  const names = () => {
    const ids = [...clients].map(([who, client]) => [`$${who}`, client.id] as const)
    const room = [...clients.values()].map((client) => client.roomId).find((id) => id !== '') ?? ''
    return new Map([...ids, ['$room', room] as const])
  }
  for (const step of steps) {
    if ('connects' in step) clients.set(step.connects, await WebClient.connect(port))
    else if ('leaves' in step) clientOf(step.leaves).close()
    else if ('sends' in step) clientOf(step.who).send(withNames(step.sends, names()))
    else if ('hears' in step) await hear(clientOf(step.who), step.hears, { names, beganMs })
    else await hearNone(clientOf(step.who), step.hearsNone)
  }
  for (const client of clients.values()) client.close()
}

interface Act {
  readonly names: () => Map<string, string>
  readonly beganMs: number
}

async function hear(client: WebClient, wanted: Record<string, unknown>, { names, beganMs }: Act) {
  const type = strictFrameSchema.options.find((option) => option.shape.type.value === wanted['type'])
  const word = type?.shape.type.value
  if (word === undefined) throw new Error(`No server says ${String(wanted['type'])}`)
  const frame = await client.hears(word)
  expect(shapeOf(frame, wanted, beganMs)).toEqual(withNames(wanted, names()))
}

async function hearNone(client: WebClient, types: readonly string[]): Promise<void> {
  const from = client.seen
  await client.settled()
  const heard = client.heard.slice(from).map(({ type }) => type)
  for (const type of types) expect(heard).not.toContain(type)
}

/** Puts the ids in for the names. */
function withNames(value: unknown, names: Map<string, string>): Record<string, unknown> {
  const replaced: unknown = JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
    typeof inner === 'string' ? (names.get(inner) ?? inner) : inner,
  )
  return z.record(z.string(), z.unknown()).parse(replaced)
}

/** The frame with its times and places written as the script writes them, where they fit. */
function shapeOf(frame: StrictFrame, wanted: unknown, beganMs: number): unknown {
  const moment = { toldMs: frame.server_ts, beganMs }
  const fit = (value: unknown, want: unknown): unknown => {
    // A start that has happened by now, as it may on a busy machine, is told as none.
    if (want === '$ts-or-past' && value === null) return want
    if (typeof want === 'string' && typeof value === 'number') return placeholder(value, want, moment)
    if (Array.isArray(value) && Array.isArray(want)) return value.map((inner, at) => fit(inner, want[at]))
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    const wants: Record<string, unknown> = typeof want === 'object' && want !== null ? { ...want } : {}
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fit(inner, wants[key])]))
  }
  return fit(frame, wanted)
}

/** A pause takes effect after the start that it follows, at most so far ahead. */
const aheadS = 1.5

interface Moment {
  readonly toldMs: number
  readonly beganMs: number
}

function placeholder(value: number, want: string, { toldMs, beganMs }: Moment): number | string {
  if (want === '$ts' || want === '$ts-or-past') return Math.abs(value - Date.now()) < 60_000 ? want : value
  if (want.startsWith('$from:')) {
    const ranS = value - Number(want.slice(6))
    return ranS > -0.01 && ranS <= (Date.now() - beganMs) / 1000 + aheadS ? want : value
  }
  const aheadMs = Number(want.replace('$target+', ''))
  // Both are rounded to whole milliseconds.
  return Math.abs(value - toldMs - aheadMs) <= 1 ? want : value
}
