import type { AppCommand } from '../../../protocol/bridge/appCommand.ts'
import type { AppState } from '../../../protocol/bridge/appState.ts'
import type { AnswerOf, AppQuery } from '../../../protocol/bridge/query.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { failure, type Result } from '../../../protocol/result.ts'
import type { Cancel, Wire } from '../../../protocol/wire.ts'
import type { Clock } from '../../../sync/clock.ts'
import { clientProblems } from './clientProblems.ts'
import { createCompanionClient, type CompanionClient } from './companionClient.ts'
import { createMirror, type MirrorStore } from './mirror.ts'

/** Why there is no wire. `isFinal`: trying again changes nothing. */
export interface NoWire {
  readonly isFinal: boolean
  readonly problem: Problem
}

export type OpenWire = () => Promise<Result<Wire, NoWire>>

/** The app as screens have it: one line that mends itself, a mirror of the state, and an answer to everything. */
export interface AppLink {
  readonly mirror: MirrorStore
  command(command: AppCommand): Promise<Result<void, Problem>>
  query<Query extends AppQuery>(query: Query): Promise<Result<AnswerOf<Query['kind']>, Problem>>
  /** Does not wait for the next try. */
  retryNow(): void
  close(): void
}

const online = { kind: 'online' } as const

/** Tries again after a quarter of a second, then after twice as long each time, at most every five seconds. */
export const backOffMs = (attempt: number): number => Math.min(250 * 2 ** (attempt - 1), 5000)

/** What one line brought may have been damaged; what so many bring one after the other is an app of another version. */
const mostStrangeLines = 3

export function createAppLink(openWire: OpenWire, clock: Clock): AppLink {
  const mirror = createMirror()
  let client: CompanionClient | null = null
  let attempt = 0
  let strangeLines = 0
  let cancelRetry: Cancel | null = null
  let isClosed = false

  const refuse = (problem: Problem) => mirror.setState({ connection: { kind: 'refused', problem } })
  const lineEnded = (problem: Problem) => {
    client = null
    if (problem.code === clientProblems.strangeApp.code) strangeLines += 1
    if (strangeLines < mostStrangeLines) retryLater()
    else refuse(problem)
  }
  const retryLater = () => {
    if (isClosed) return
    attempt += 1
    const retryInMs = backOffMs(attempt)
    mirror.setState({ connection: { kind: 'reconnecting', attempt, retryInMs } })
    cancelRetry = clock.after(retryInMs, () => void connect())
  }
  const connect = async () => {
    cancelRetry = null
    const opened = await openWire()
    if (!opened.ok && opened.problem.isFinal) refuse(opened.problem.problem)
    else if (!opened.ok) retryLater()
    else if (isClosed) opened.value.close()
    else client = createCompanionClient({ wire: opened.value, clock, onState, onEnd: lineEnded })
  }
  const onState = (app: AppState, sentAtMs: number) => {
    attempt = 0
    strangeLines = 0
    const { connection, appClockOffsetMs } = mirror.getState()
    // A frame is late by what its way took, so the offset is rather too small: the largest seen is the nearest.
    const offsetMs = sentAtMs - clock.nowMs()
    const known = connection.kind === 'online' && appClockOffsetMs !== null
    mirror.setState({
      app,
      connection: known ? connection : online,
      appClockOffsetMs: known ? Math.max(appClockOffsetMs, offsetMs) : offsetMs,
    })
  }
  void connect()
  return {
    mirror,
    command: (command) => client?.command(command) ?? Promise.resolve(failure(clientProblems.gone)),
    query: (query) => client?.query(query) ?? Promise.resolve(failure(clientProblems.gone)),
    retryNow: () => {
      if (cancelRetry === null) return
      cancelRetry()
      void connect()
    },
    close: () => {
      isClosed = true
      cancelRetry?.()
      client?.close()
    },
  }
}
