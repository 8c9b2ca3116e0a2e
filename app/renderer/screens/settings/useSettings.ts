import type { AppSettings } from '../../../../protocol/bridge/settings.ts'
import type { Problem } from '../../../../protocol/problem.ts'
import { useApp } from '../../client/AppContext.tsx'
import { useCommand } from '../../client/useCommand.ts'

export interface SettingsDesk {
  readonly settings: AppSettings
  readonly problem: Problem | null
  readonly isPending: boolean
  /** Resolves with whether it was saved. */
  readonly change: (change: Partial<AppSettings>) => Promise<boolean>
}

/** The settings, and the way to change them. */
export function useSettings(): SettingsDesk {
  const settings = useApp((app) => app.settings)
  const { run, problem, isPending } = useCommand()
  return { settings, problem, isPending, change: (change) => run({ kind: 'change-settings', change }) }
}
