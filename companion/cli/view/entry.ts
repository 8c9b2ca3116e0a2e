import { explain } from '../../../protocol/problem.ts'
import type { CompanionState } from '../../../protocol/companionState.ts'
import type { CompanionCommand } from '../../../protocol/companionCommand.ts'
import { completeLine, readLine } from '../../talk/readLine.ts'
import type { Spoken } from '../../talk/spoken.ts'
import type { Stroke } from '../keys/decodeKeys.ts'
import { typeOn } from '../keys/typing.ts'
import type { TypedLine } from './chatLines.ts'

/** What a key made of the line that is being typed. */
export interface Entered {
  /** The line as it goes on; null = there is none any more. */
  readonly line: TypedLine | null
  /** What is to be done now. */
  readonly wanted: Spoken | null
  /** Why the line cannot be meant; it stays, to be put right. */
  readonly notice: string | null
}

/** One key in a line: of the chat, of a command, or of a password. */
export function enter(line: TypedLine, stroke: Stroke, state: CompanionState): Entered {
  if (stroke.key === 'tab')
    return typing({ ...line, text: line.isSecret ? line.text : completed(line.text, state) })
  const next = typeOn(line.text, stroke)
  if (next.kind === 'typing') return typing({ ...line, text: next.text })
  if (next.kind === 'given-up') return nothing
  return line.isSecret ? done(setPassword(next.text)) : understand({ ...line, text: next.text }, state)
}

function understand(line: TypedLine, state: CompanionState): Entered {
  if (state.room === null) return nothing
  const understood = readLine(line.text, { room: state.room, memberId: state.memberId })
  if (!understood.ok) return { line, wanted: null, notice: explain(understood.problem) }
  if (understood.value.kind === 'ask-password') return typing({ text: '', isSecret: true })
  return done(understood.value)
}

const completed = (text: string, { room, memberId }: CompanionState): string =>
  room === null ? text : completeLine(text, { room, memberId })

/** As it was typed: spaces belong to a password. */
const setPassword = (password: string): Spoken => {
  const command: CompanionCommand = { kind: 'govern', deed: { kind: 'set-password', password } }
  return { kind: 'command', command }
}

const nothing: Entered = { line: null, wanted: null, notice: null }
const typing = (line: TypedLine): Entered => ({ line, wanted: null, notice: null })
const done = (wanted: Spoken): Entered => ({ line: null, wanted, notice: null })
