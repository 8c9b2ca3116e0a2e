import { createLineSplitter } from '../../companion/cli/json/lineSplitter.ts'
import type { CompanionCommand } from '../../protocol/companionCommand.ts'
import { createListeners } from '../../platform/listeners.ts'
import { initialCompanionState, type CompanionState } from '../../protocol/companionState.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Cancel } from '../../protocol/wire.ts'
import { readMemberLine, type MemberLine } from './memberLines.ts'
import { startOwned, type ChildEnd, type OwnedChild } from './ownedChild.ts'
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
  const { stdin, stdout } = child.process
  const ear = createEar()
  readLines(stdout, ear.hear)
  const complaint = lastWords(child)
  // A companion that is gone takes no more commands; how it went is told by `ended`.
  stdin?.on('error', () => undefined)
  let stopping = false
  let asked = 0
  const ended = child.ended.then((end) => {
    const problem = ear.fatal() ?? endProblem(name, end, complaint())
    ear.answerAll(failure(problem))
    return stopping ? null : problem
  })
  return {
    name,
    pid: child.process.pid ?? null,
    state: ear.state,
    onState: ear.onState,
    command: (command) => {
      asked += 1
      const answer = ear.answerTo(asked)
      stdin?.write(`${JSON.stringify({ id: asked, command })}\n`)
      return answer
    },
    ended,
    stop: async () => {
      stopping = true
      await child.stop(FAREWELL_MS)
    },
  }
}

type Answer = Result<void, Problem>

/** Understands what a companion says: its latest state, its answers, why it cannot go on. */
function createEar() {
  const states = createListeners<CompanionState>()
  const waiting = new Map<number, (answer: Answer) => void>()
  let state = initialCompanionState
  let fatal: Problem | null = null
  const take = (line: MemberLine) => {
    switch (line.type) {
      case 'link':
        return
      case 'fatal':
        fatal = line.problem
        return
      case 'state':
        state = line.state
        return states.tell(state)
      case 'reply':
        if (line.id !== null) waiting.get(line.id)?.(line.ok ? success(undefined) : line)
    }
  }
  return {
    hear: (text: string) => {
      const line = readMemberLine(text)
      if (line.ok) take(line.value)
      else fatal = notUnderstood(line.problem)
    },
    state: () => state,
    onState: (listener: (state: CompanionState) => void) => states.add(listener),
    fatal: () => fatal,
    answerTo: (id: number) =>
      new Promise<Answer>((resolve) => {
        waiting.set(id, (answer) => {
          waiting.delete(id)
          resolve(answer)
        })
      }),
    answerAll: (answer: Answer) => {
      for (const resolve of [...waiting.values()]) resolve(answer)
    },
  }
}

/** What it complained about last. */
function lastWords({ process }: OwnedChild): () => string {
  let words = ''
  process.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-KEPT_COMPLAINT)
  })
  return () => words
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

const notUnderstood = (why: string): Problem => ({
  code: 'member-not-understood',
  sentence: `A companion said something that is not understood: ${why}`,
  nextStep: 'Demo and companion have to be of the same version: run npm ci and try again.',
})
