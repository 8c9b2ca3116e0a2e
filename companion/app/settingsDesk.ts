import { initialAppSettings, type AppSettings } from '../../protocol/bridge/settings.ts'
import { createTurns } from '../../platform/turns.ts'
import type { Problem } from '../../protocol/problem.ts'
import { success, type Result } from '../../protocol/result.ts'
import { openAppSettings } from '../settings/appSettingsFile.ts'
import type { AppStore } from './appStore.ts'

export interface SettingsDesk {
  /** Reads what was set; what is broken is kept aside and told, and the usual settings hold. */
  read(): Promise<void>
  /** Keeps a change. What cannot be written is not changed. */
  change(change: SettingsChange): Promise<Result<void, Problem>>
}

export type SettingsChange = { readonly [Name in keyof AppSettings]?: AppSettings[Name] | undefined }

export function createSettingsDesk(folder: string, store: AppStore): SettingsDesk {
  const file = openAppSettings(folder, (problem) => store.notify('problem', problem))
  /** One after the other: two windows may change things at once. */
  const takeTurn = createTurns()
  const change = async (wanted: SettingsChange): Promise<Result<void, Problem>> => {
    const given = Object.entries(wanted).filter(([, value]) => value !== undefined)
    const settings: AppSettings = { ...store.state().settings, ...Object.fromEntries(given) }
    const written = await file.write(settings)
    if (written.ok) store.dispatch({ kind: 'settings', settings })
    return written.ok ? success(undefined) : written
  }
  return {
    read: async () => {
      const kept = await file.read()
      if (!kept.ok) store.notify('problem', kept.problem)
      store.dispatch({ kind: 'settings', settings: kept.ok ? kept.value : initialAppSettings })
    },
    change: (wanted) => takeTurn(() => change(wanted)),
  }
}
