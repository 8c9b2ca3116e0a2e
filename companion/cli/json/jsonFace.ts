import { z } from 'zod'
import type { CompanionState } from '../../../protocol/companionState.ts'
import type { Problem } from '../../../protocol/problem.ts'
import type { Cancel } from '../../../protocol/wire.ts'
import type { Clock } from '../../../sync/clock.ts'
import type { Companion } from '../../companionApi.ts'
import { companionCommandSchema } from '../../../protocol/companionCommand.ts'
import { createLineSplitter } from './lineSplitter.ts'

/** One line of `--json` on stdout. */
export type JsonOutput =
  | { readonly type: 'link'; readonly joinLink: string }
  | { readonly type: 'state'; readonly state: CompanionState }
  | { readonly type: 'reply'; readonly id: JsonInputId; readonly ok: true }
  | { readonly type: 'reply'; readonly id: JsonInputId; readonly ok: false; readonly problem: Problem }
  /** The last line when something went wrong for good; the exit code is not 0 then. */
  | { readonly type: 'fatal'; readonly problem: Problem }

/** What the script called its line; null when the line could not be read so far. */
export type JsonInputId = string | number | null

/** One line of `--json` on stdin: `{"id":1,"command":{"kind":"toggle"}}`. */
const jsonInputSchema = z.strictObject({
  id: z.union([z.string().max(64), z.number().finite()]),
  command: companionCommandSchema,
})

/** States are printed at most four times a second. */
const stateEveryMs = 250
const maxLineLength = 65_536

interface JsonFaceParts {
  readonly companion: Companion
  readonly clock: Clock
  readonly emit: (output: JsonOutput) => void
}

export interface JsonFace {
  /** Takes what arrived on stdin, in whatever pieces. */
  receive(chunk: string): void
  /** Prints the state as it is now, if it was not printed, and nothing afterwards. */
  close(): void
}

/** The face for scripts: state lines out, command lines in. */
export function createJsonFace({ companion, clock, emit }: JsonFaceParts): JsonFace {
  const printer = createStatePrinter(clock, emit)
  const unsubscribe = companion.onState(printer.show)
  printer.show(companion.state())
  const answer = async (line: string) => {
    emit(await replyTo(companion, line))
  }
  const splitter = createLineSplitter({
    onLine: (line) => void answer(line),
    onTooLong: () => emit({ type: 'reply', id: null, ok: false, problem: notACommand('a shorter line') }),
    maxLength: maxLineLength,
  })
  const close = () => {
    unsubscribe()
    printer.flush()
  }
  return { receive: splitter.push, close }
}

/** The link goes out at once; states at a bounded rhythm, the newest always last, none twice. */
function createStatePrinter(clock: Clock, emit: (output: JsonOutput) => void) {
  let printed = ''
  let link: string | null = null
  let pending: CompanionState | null = null
  let cancel: Cancel | null = null
  const flush = () => {
    cancel?.()
    cancel = null
    const state = pending
    pending = null
    if (state === null) return
    const text = JSON.stringify(state)
    if (text === printed) return
    printed = text
    emit({ type: 'state', state })
  }
  const printAndRest = () => {
    flush()
    cancel = clock.after(stateEveryMs, () => {
      cancel = null
      if (pending !== null) printAndRest()
    })
  }
  const show = (state: CompanionState) => {
    if (state.joinLink !== null && state.joinLink !== link) emit({ type: 'link', joinLink: state.joinLink })
    link = state.joinLink
    pending = state
    if (cancel === null) printAndRest()
  }
  return { show, flush }
}

async function replyTo(companion: Companion, line: string): Promise<JsonOutput> {
  const input = jsonInputSchema.safeParse(parseJson(line))
  if (!input.success) {
    const [issue] = input.error.issues
    const expectation =
      issue === undefined ? 'a command' : `${issue.path.join('.') || 'line'}: ${issue.message}`
    return { type: 'reply', id: idIn(line), ok: false, problem: notACommand(expectation) }
  }
  const { id, command } = input.data
  const result = await companion.command(command)
  return result.ok
    ? { type: 'reply', id, ok: true }
    : { type: 'reply', id, ok: false, problem: result.problem }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** Even a refused line is answered under its own id, when it has one. */
function idIn(line: string): JsonInputId {
  const withId = z.object({ id: jsonInputSchema.shape.id }).safeParse(parseJson(line))
  return withId.success ? withId.data.id : null
}

const notACommand = (expectation: string): Problem => ({
  code: 'not-a-command',
  sentence: `The line on stdin is not a command (expected ${expectation}).`,
  nextStep: 'Send one JSON object per line, such as {"id":1,"command":{"kind":"toggle"}}.',
})
