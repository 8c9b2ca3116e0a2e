import { redact } from '../doctor/report.ts'
import type { AppState } from '../../protocol/bridge/appState.ts'

export interface DiagnosticsParts {
  readonly state: AppState
  /** Kind and version of the system. */
  readonly system: string
  /** What must not stand in it, and what stands there instead. */
  readonly secrets: Readonly<Record<string, string>>
}

/** What helps somebody else to help: versions, what was found, what failed. No name, no address, no token. */
export function diagnosticsText({ state, system, secrets }: DiagnosticsParts): string {
  const { app, library, sessionServer, players, settings, notices, companion, doctor } = state
  const { session, player, follow, clock, media, health } = companion
  const { playerName, sync, sessionServer: chosenServer, openToNetwork } = settings
  const told = {
    app: { version: app.version, shell: app.shell, isDemo: app.isDemo },
    system,
    library: library.kind === 'failed' ? library.problem.code : library.kind,
    sessionServer: sessionServer.kind === 'running' ? { ...sessionServer, address: '' } : sessionServer.kind,
    settings: { playerName, sync, openToNetwork, ownServer: chosenServer !== null },
    players: players.map(({ name, version, found, problem }) => ({
      ...{ name, version, found },
      problem: problem?.code ?? null,
    })),
    session: session.kind,
    player: player.kind,
    follow,
    clock,
    delivery: media?.kind === 'open' ? media.delivery : null,
    health: health.map(({ what }) => what),
    notices: notices.map(({ problem }) => problem.code),
    doctor: doctor.kind === 'done' ? doctor.report : doctor.kind,
  }
  return redact(JSON.stringify(told, null, 2), secrets)
}
