import { companionStateSchema, type CompanionState } from '../../../protocol/companionState.ts'
import { problemSchema } from '../../../protocol/problem.ts'
import { z } from 'zod'
import { startCli, type CliOptions, type CliProcess } from './cliProcess.ts'

const lineSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('link'), joinLink: z.string() }),
  z.strictObject({ type: z.literal('state'), state: companionStateSchema }),
  z.strictObject({
    type: z.literal('reply'),
    id: z.union([z.string(), z.number(), z.null()]),
    ok: z.boolean(),
    problem: problemSchema.optional(),
  }),
  z.strictObject({ type: z.literal('fatal'), problem: problemSchema }),
])

export type JsonLine = z.infer<typeof lineSchema>

/** A member driven by a script, as `--json` promises it. Every line is read strictly. */
export interface JsonMember {
  readonly cli: CliProcess
  lines(): readonly JsonLine[]
  state(): CompanionState | null
  link(): string | null
  /** Sends a command and resolves with its reply. */
  command(command: object): Promise<Extract<JsonLine, { type: 'reply' }>>
  until(what: string, isTrue: (state: CompanionState) => boolean): Promise<void>
}

/** Longer than anything takes on a busy machine: what is claimed of times is measured elsewhere. */
const patienceMs = 60_000

export function startJsonMember(args: readonly string[], options: CliOptions): JsonMember {
  const cli = startCli([...args, '--json'], { ...options, keepStdin: true })
  const lines = readOnce(() => cli.stdout())
  const state = () => lines().findLast((line) => line.type === 'state')?.state ?? null
  const wait = async <Value>(what: string, look: () => Value | null | undefined): Promise<Value> => {
    const deadline = performance.now() + patienceMs
    for (;;) {
      const value = look()
      if (value !== null && value !== undefined) return value
      if (performance.now() > deadline) {
        throw new Error(`${what} did not come:\n${cli.stderr()}\n${howItIs(state())}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  }
  let asked = 0
  return {
    cli,
    lines,
    state,
    link: () => lines().find((line) => line.type === 'link')?.joinLink ?? null,
    command: (command) => {
      asked += 1
      const id = asked
      cli.child.stdin?.write(`${JSON.stringify({ id, command })}\n`)
      return wait(`the reply to ${JSON.stringify(command)}`, () =>
        lines().find((line) => line.type === 'reply' && line.id === id),
      ).then((line) => {
        if (line.type !== 'reply') throw new Error('not a reply')
        return line
      })
    },
    until: async (what, isTrue) => {
      await wait(what, () => {
        const now = state()
        return now !== null && isTrue(now) ? true : null
      })
    },
  }
}

/** All whole lines so far. Each is parsed once: a long test looks many times a second at thousands of them. */
function readOnce(text: () => string): () => readonly JsonLine[] {
  const read: JsonLine[] = []
  let at = 0
  return () => {
    const all = text()
    const end = all.lastIndexOf('\n') + 1
    if (end > at) {
      const fresh = all.slice(at, end - 1).split('\n')
      read.push(...fresh.map((line) => lineSchema.parse(JSON.parse(line))))
      at = end
    }
    return read
  }
}

/** What a test that waited in vain would like to know. */
function howItIs(state: CompanionState | null): string {
  if (state === null) return 'no state was told'
  const { room, player, media, follow, problem, session, health } = state
  const inRoom = room && { ...room.timeline, phase: room.phase.kind, itemId: room.media.itemId }
  return JSON.stringify(
    { inRoom, player: player.kind, media: media?.kind, follow, problem, session: session.kind, health },
    null,
    1,
  )
}
