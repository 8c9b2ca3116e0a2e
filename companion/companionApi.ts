import type { CompanionCommand } from '../protocol/companionCommand.ts'
import type { CompanionState } from '../protocol/companionState.ts'
import type { Problem } from '../protocol/problem.ts'
import type { Result } from '../protocol/result.ts'
import type { Cancel } from '../protocol/wire.ts'

/**
 * The app without a face: joins library, player and room. Every command answers with what became of it; the state
 * is the only thing that faces show.
 */
export interface Companion {
  state(): CompanionState
  /** Called after every change, at most a few times a second for figures and at once for everything else. */
  onState(listener: (state: CompanionState) => void): Cancel
  command(command: CompanionCommand): Promise<Result<void, Problem>>
  /** Leaves the room, ends a launched player, reports the stop to the library. Resolves when all of it is done. */
  close(): Promise<void>
}
