import { randomInt } from 'node:crypto'
import { createSystemClock } from '../../platform/systemClock.ts'
import { wallNowMs } from '../../platform/wallClock.ts'
import { openWebSocketWire } from '../../platform/webSocketWire.ts'
import type { Problem } from '../../protocol/problem.ts'
import { success, type Result } from '../../protocol/result.ts'
import type { PreciseClock } from '../../sync/clock.ts'
import type { Library } from '../../jellyfin/library.ts'
import { createCompanion } from '../companion.ts'
import type { Companion } from '../companionApi.ts'
import { openPreferenceFile } from '../settings/preferenceFile.ts'
import { askAddress } from './askAddress.ts'
import { sessionIdentity } from './identity.ts'
import { passportsOf } from './passports.ts'
import { playerLauncher } from './players.ts'
import type { RoomOptions } from './roomOptions.ts'
import { sessionServerAtHand, type SessionServerAtHand } from './sessionServerAtHand.ts'
import type { Shell } from './shell.ts'
import { openSignedInLibrary } from './signedInLibrary.ts'

/** A companion with everything that it needs, all of it real. */
export interface Member {
  readonly companion: Companion
  readonly library: Library
  readonly servers: SessionServerAtHand
  readonly clock: PreciseClock
  /** Leaves the room and ends everything that was started; resolves when it is done. */
  close(): Promise<void>
}

const openWithinMs = 10_000

/** Puts the companion together for whoever is signed in. */
export async function openMember(shell: Shell, options: RoomOptions): Promise<Result<Member, Problem>> {
  const clock = createSystemClock()
  const launchPlayer = playerLauncher(options.player, { clock, env: shell.env })
  if (!launchPlayer.ok) return launchPlayer
  const preferences = await openPreferenceFile({ folder: shell.settingsFolder, onProblem: shell.explain })
  if (!preferences.ok) return preferences
  const opened = await openSignedInLibrary(shell)
  if (!opened.ok) return opened
  const { library, credentials } = opened.value
  const servers = sessionServerAtHand(shell, options.server)
  const companion = createCompanion({
    library,
    clock,
    wallMs: wallNowMs,
    name: options.name ?? library.user.name,
    app: sessionIdentity,
    openWire: (url) => openWebSocketWire({ url, WebSocket, clock, withinMs: openWithinMs }),
    askAddress,
    launchPlayer: launchPlayer.value,
    passportFor: passportsOf({ shell, clock, credentials, trustServer: options.trustServer }),
    preferences: preferences.value,
    offsetMs: options.offsetMs,
    replayMs: options.replayMs,
    sessionServer: servers.address,
    random: () => randomInt(2 ** 32) / 2 ** 32,
  })
  const close = async () => {
    await companion.close()
    await Promise.all([opened.value.close(), servers.close(), preferences.value.saved()])
  }
  return success({ companion, library, servers, clock, close })
}
