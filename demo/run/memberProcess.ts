import { createLineSplitter } from '../../companion/cli/json/lineSplitter.ts'
import type { CompanionCommand } from '../../companion/companionApi.ts'
import { createListeners } from '../../platform/listeners.ts'
import { initialCompanionState, type CompanionState } from '../../protocol/companionState.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Cancel } from '../../protocol/wire.ts'
import { readMemberLine, type MemberLine } from './memberLines.ts'
import { startOwned, type ChildEnd } from './ownedChild.ts'
import { node, companionEntry } from './programs.ts'

export interface MemberOptions {
  readonly name: string
  /** Arguments of the companion's command line: `create` or `join` and what follows. */
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
}

/** One member: a companion in a process of its own, driven through its `--json` face. */
export interface MemberProcess {
  readonly name: string
  readonly pid: number | null
  state(): CompanionState
  onState(listener: (state: CompanionState) => void): Cancel
  command(command: CompanionCommand): Promise<Result<void, Problem>>
  /** How it ended, with the reason that it gave; null as the problem when it was asked to end. */
  readonly ended: Promise<Problem | null>
  /** Lets it leave the room and end its player, then ends whatever is left of it. */
  stop(): Promise<void>
}

/** Long enough to end a player and to tell the library, short enough for ctrl-c to be over within 3 s. */
const FAREWELL_MS = 1800

/** A line with a whole state in it, for a room of a hundred. */
const LONGEST_LINE = 1_000_000

/** What of its complaints is kept for the sentence at the end. */
const KEPT_COMPLAINT = 2000

export function startMember({ name, args, env }: MemberOptions): MemberProcess {
  const child = startOwned(node, [companionEntry, ...args, '--json'], {
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const { stdin, stdout, stderr } = child.process
  const states = createListeners<CompanionState>()
  const replies = new Map<number, (result: Result<void, Problem>) => void>()
  let state = initialCompanionState
  let fatal: Problem | null = null
  let complaint = ''
  let stopping = false

  const hear = (line: MemberLine) => {
    if (line.type === 'fatal') fatal = line.problem
    if (line.type === 'state') {
      state = line.state
      states.tell(state)
    }
    if (line.type === 'reply' && line.id !== null) {
      replies.get(line.id)?.(line.ok ? success(undefined) : line)
      replies.delete(line.id)
    }
  }
  readLines(stdout, (line) => {
    const read = readMemberLine(line)
    if (read.ok) hear(read.value)
    else complaint = `It said something that is not understood: ${read.problem}`
  })
  stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-KEPT_COMPLAINT)
  })
  stdin?.on('error', () => undefined)

  const ended = child.ended.then((end) => {
    const problem = fatal ?? endProblem(name, end, complaint)
    for (const answer of replies.values()) answer(failure(problem))
    replies.clear()
    return stopping ? null : problem
  })
  let asked = 0
  return {
    name,
    pid: child.process.pid ?? null,
    state: () => state,
    onState: (listener) => states.add(listener),
    command: (command) =>
      new Promise((resolve) => {
        asked += 1
        replies.set(asked, resolve)
        stdin?.write(`${JSON.stringify({ id: asked, command })}\n`)
      }),
    ended,
    stop: async () => {
      stopping = true
      await child.stop(FAREWELL_MS)
    },
  }
}

function readLines(stream: NodeJS.ReadableStream | null, onLine: (line: string) => void): void {
  const splitter = createLineSplitter({ onLine, onTooLong: () => undefined, maxLength: LONGEST_LINE })
  stream?.setEncoding('utf8').on('data', (chunk: string) => splitter.push(chunk))
}

function endProblem(name: string, { code, signal, error }: ChildEnd, complaint: string): Problem {
  const how = error?.message ?? (signal === null ? `exit code ${code}` : `signal ${signal}`)
  return {
    code: 'member-ended',
    sentence: `The companion of ${name} ended (${how}). ${complaint.trim()}`.trim(),
    nextStep: 'Start the demo again; if it stays, run the same with "npm run lockstep" to see more.',
  }
}
