import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { examine } from '../doctor/examine.ts'
import { anyItem } from '../doctor/tryLibrary.ts'
import type { Passport } from '../session/passport.ts'
import type { AppDependencies } from './appDependencies.ts'
import type { AppStore } from './appStore.ts'
import type { PlayerDesk } from './playerDesk.ts'
import type { Sitting } from './sitting.ts'

export interface DoctorDeskParts {
  readonly dependencies: Pick<AppDependencies, 'clock' | 'identity' | 'system' | 'openWire'>
  readonly store: AppStore
  readonly players: PlayerDesk
  sitting(): Result<Sitting, Problem>
  sessionServer(): Promise<Result<string, Problem>>
  /** What may be shown to it without asking the person; null = nobody is signed in. */
  passportFor(server: string): Passport | null
  /** What must not stand in a report, and what stands there instead. */
  secrets(): Readonly<Record<string, string>>
}

export interface DoctorDesk {
  /** Answers when the examination has begun; its lines come into the state. */
  examine(): Result<void, Problem>
  /** What is being tried is tried to its end, and nobody is told. */
  stop(): void
}

export function createDoctorDesk(parts: DoctorDeskParts): DoctorDesk {
  const { store } = parts
  let turn = 0
  const run = async (own: number) => {
    const isCurrent = () => own === turn
    const { clock, identity: app, system, openWire } = parts.dependencies
    const server = await parts.sessionServer()
    const url = server.ok ? server.value : addressIn(parts)
    const report = await examine({
      ...{ clock, app, system, openWire },
      players: parts.players.launchers(),
      aboutMissing: (name) => store.state().players.find((player) => player.name === name)?.problem ?? null,
      openLibrary: () => Promise.resolve(borrowed(parts.sitting())),
      chooseItem: anyItem,
      server: {
        ...{ url, optional: false },
        proof: () => parts.passportFor(url)?.show() ?? Promise.resolve(success(null)),
      },
      secrets: parts.secrets(),
      onProgress: () => undefined,
      onLine: (line) => isCurrent() && store.dispatch({ kind: 'doctor-line', line }),
    })
    if (isCurrent()) store.dispatch({ kind: 'examined', report })
  }
  return {
    examine: () => {
      if (store.state().doctor.kind === 'running') return failure(underWay)
      if (store.state().companion.room !== null) return failure(inARoom)
      turn += 1
      store.dispatch({ kind: 'examining' })
      void run(turn)
      return success(undefined)
    },
    stop: () => {
      turn += 1
      if (store.state().doctor.kind === 'running') store.dispatch({ kind: 'examined', report: null })
    },
  }
}

/** The examination closes what it opened, but this library is in use. */
const borrowed = (sitting: Result<Sitting, Problem>) =>
  sitting.ok
    ? success({ library: sitting.value.library, close: () => Promise.resolve() })
    : failure(sitting.problem)

function addressIn({ store }: DoctorDeskParts): string {
  const server = store.state().sessionServer
  return server.kind === 'starting' ? 'ws://127.0.0.1:1' : server.address
}

const underWay: Problem = {
  code: 'examining',
  sentence: 'An examination is under way.',
  nextStep: 'Wait for its end, or stop it first.',
}

const inARoom: Problem = {
  code: 'busy-in-room',
  sentence: 'The players cannot be examined while you watch something.',
  nextStep: 'Leave the room first.',
}
