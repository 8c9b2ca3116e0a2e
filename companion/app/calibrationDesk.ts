import { createTurns } from '../../platform/turns.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Cancel } from '../../protocol/wire.ts'
import { startCalibration, type Calibration } from '../calibration/calibration.ts'
import type { LaunchPlayer } from '../room/playerSeatOptions.ts'
import type { AppStore } from './appStore.ts'
import type { Sitting } from './sitting.ts'

type Done = Promise<Result<void, Problem>>

export interface CalibrationDeskParts {
  readonly store: AppStore
  readonly launchPlayer: LaunchPlayer
  sitting(): Result<Sitting, Problem>
}

/** The guided calibration of a sound device; what is under way stands in the state. Not while a film is watched. */
export interface CalibrationDesk {
  /** Answers when the clip plays. */
  begin(): Done
  /** The click comes too late (positive) or too early (negative), by about this much; null = begin from nothing. */
  shift(byMs: number | null): Done
  /** Remembers what was found, or leaves everything as it was; the player is closed. */
  end(keep: boolean): Done
}

export function createCalibrationDesk({
  store,
  launchPlayer,
  sitting,
}: CalibrationDeskParts): CalibrationDesk {
  const takeTurn = createTurns()
  let running: { readonly calibration: Calibration; readonly cancels: readonly Cancel[] } | null = null
  const show = (calibration: Calibration) => {
    const { soundLateMs, device } = calibration.state()
    store.dispatch({ kind: 'calibration', calibration: { kind: 'running', soundLateMs, device } })
  }
  const close = async () => {
    const ended = running
    running = null
    for (const cancel of ended?.cancels ?? []) cancel()
    store.dispatch({ kind: 'calibration', calibration: { kind: 'idle' } })
    await ended?.calibration.close()
  }
  const begin = async (): Done => {
    if (running !== null) return failure(underWay)
    const { companion, doctor } = store.state()
    if (companion.room !== null || doctor.kind === 'running') return failure(playerInUse)
    const open = sitting()
    if (!open.ok) return open
    store.dispatch({ kind: 'calibration', calibration: { kind: 'starting' } })
    const started = await startCalibration({ launchPlayer, preferences: open.value.preferences })
    if (!started.ok) {
      await close()
      return started
    }
    const calibration = started.value
    const cancels = [
      calibration.onState(() => show(calibration)),
      calibration.onEnd((problem) => {
        store.notify('problem', problem)
        void takeTurn(close)
      }),
      // Whoever goes to watch something is done with it.
      store.onState((state) => state.companion.room !== null && running !== null && void takeTurn(close)),
    ]
    running = { calibration, cancels }
    show(calibration)
    return success(undefined)
  }
  return {
    begin: () => takeTurn(begin),
    shift: async (byMs) => {
      if (running === null) return failure(notUnderWay)
      return byMs === null ? running.calibration.clear() : running.calibration.comesLate(byMs)
    },
    end: (keep) =>
      takeTurn(async () => {
        if (running === null) return keep ? failure(notUnderWay) : success(undefined)
        if (keep) running.calibration.keep()
        await close()
        return success(undefined)
      }),
  }
}

const underWay: Problem = {
  code: 'calibrating',
  sentence: 'A calibration is under way.',
  nextStep: 'Bring it to its end first.',
}

const notUnderWay: Problem = {
  code: 'not-calibrating',
  sentence: 'No calibration is under way.',
  nextStep: 'Begin one in the settings.',
}

const playerInUse: Problem = {
  code: 'player-in-use',
  sentence: 'The player is in use.',
  nextStep: 'Leave the room, or wait for the end of the check-up.',
}
