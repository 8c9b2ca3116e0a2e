import type { AppCommand } from '../../protocol/bridge/appCommand.ts'
import type { AppState } from '../../protocol/bridge/appState.ts'
import type { AnswerOf, AppQuery } from '../../protocol/bridge/query.ts'
import type { Problem } from '../../protocol/problem.ts'
import type { Result } from '../../protocol/result.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Picture } from './libraryDesk.ts'

/** The app without a face: whatever shell it runs in, and however many windows look at it. */
export interface App {
  /** The monotonic clock that the companion runs by: `companion.clock` of the state tells how far the room's is ahead. */
  nowMs(): number
  /** Everything that windows show; a new value after every change, whose unchanged parts keep their identity. */
  state(): AppState
  onState(listener: (state: AppState) => void): Cancel
  /** Answers with what became of it, when that is known; the state tells of the way there. */
  command(command: AppCommand): Promise<Result<void, Problem>>
  query<Query extends AppQuery>(query: Query): Promise<Result<AnswerOf<Query['kind']>, Problem>>
  /** A picture of the library by its name; a problem when nobody is signed in. */
  picture(name: string, signal: AbortSignal): Promise<Result<Picture, Problem>>
  /** Leaves the room, ends players and whatever else was started. Resolves when all of it is done. */
  close(): Promise<void>
}
