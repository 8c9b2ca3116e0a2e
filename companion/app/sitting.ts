import type { Credentials } from '../../jellyfin/credentials.ts'
import type { CompanionCommand } from '../../protocol/companionCommand.ts'
import type { CompanionState } from '../../protocol/companionState.ts'
import type { Problem } from '../../protocol/problem.ts'
import { success, type Result } from '../../protocol/result.ts'
import type { Cancel } from '../../protocol/wire.ts'
import { createCompanion, type CompanionDependencies } from '../companion.ts'
import type { Companion } from '../companionApi.ts'
import type { PreferenceStore } from '../personal/preferenceStore.ts'
import { openPreferenceFile } from '../settings/preferenceFile.ts'
import type { AppDependencies, OpenedLibrary } from './appDependencies.ts'

/** Somebody's library, open, and the companion that plays from it. */
export interface Sitting {
  readonly account: Credentials
  readonly library: OpenedLibrary['library']
  readonly desk: OpenedLibrary['desk']
  readonly pictureUrl: OpenedLibrary['pictureUrl']
  readonly preferences: PreferenceStore
  command(command: CompanionCommand): Promise<Result<void, Problem>>
  /** Leaves the room, ends the player, closes the library. Resolves when it is done. */
  close(): Promise<void>
}

export interface SittingParts {
  readonly account: Credentials
  /** The same account by the address at which its server is asked. */
  readonly asked: Credentials
  readonly dependencies: AppDependencies
  readonly launchPlayer: CompanionDependencies['launchPlayer']
  readonly passportFor: NonNullable<CompanionDependencies['passportFor']>
  sessionServer: CompanionDependencies['sessionServer']
  /** How far a replay goes back, as it is set now. */
  replayMs(): number
  strictness: NonNullable<CompanionDependencies['strictness']>
  onState(state: CompanionState): void
  /** The library no longer takes the sign-in. */
  onSignedOut(problem: Problem): void
  onProblem(problem: Problem): void
}

/** Opens the library of an account and puts a companion on it. */
export async function openSitting(parts: SittingParts): Promise<Result<Sitting, Problem>> {
  const { dependencies, account, asked } = parts
  const preferences = await openPreferenceFile({
    folder: dependencies.settingsFolder,
    onProblem: parts.onProblem,
  })
  if (!preferences.ok) return preferences
  const opened = await dependencies.openLibrary(asked)
  if (!opened.ok) return opened
  const { library, desk, pictureUrl } = opened.value
  const companion = companionOf(parts, library, preferences.value)
  const cancels: Cancel[] = [
    companion.onState(parts.onState),
    library.onProblem((problem) => problem.code === 'signed-out' && parts.onSignedOut(problem)),
  ]
  parts.onState(companion.state())
  const close = async () => {
    for (const cancel of cancels) cancel()
    await companion.close()
    await Promise.all([opened.value.close(), preferences.value.saved()])
  }
  return success({
    account,
    library,
    desk,
    pictureUrl,
    close,
    preferences: preferences.value,
    command: (command) => obey(companion, command, parts),
  })
}

function companionOf(
  parts: SittingParts,
  library: OpenedLibrary['library'],
  preferences: CompanionDependencies['preferences'],
): Companion {
  const { clock, wallMs, onWake, random, identity, openWire, askAddress } = parts.dependencies
  return createCompanion({
    ...{ library, clock, wallMs, random, openWire, askAddress, preferences },
    ...(onWake === undefined ? {} : { onWake }),
    name: library.user.name,
    app: { name: identity.name, version: identity.version },
    launchPlayer: parts.launchPlayer,
    passportFor: parts.passportFor,
    offsetMs: null,
    replayMs: parts.replayMs(),
    strictness: () => parts.strictness(),
    sessionServer: () => parts.sessionServer(),
  })
}

/** "What did they say?" goes back as far as is set now, whatever was set when the library was opened. */
const obey = (companion: Companion, command: CompanionCommand, { replayMs }: SittingParts) =>
  companion.command(
    command.kind === 'replay' && command.byMs === null ? { ...command, byMs: replayMs() } : command,
  )
