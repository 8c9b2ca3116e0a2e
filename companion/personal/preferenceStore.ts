import { noPreferences, type Preferences } from './preferences.ts'

/** Where a viewer's preferences are kept. Reading is at once; what is kept may reach a disk a little later. */
export interface PreferenceStore {
  recall(): Preferences
  keep(change: (preferences: Preferences) => Preferences): void
}

/** Forgets with the process. */
export function createPreferenceStore(initial: Preferences = noPreferences): PreferenceStore {
  let preferences = initial
  return {
    recall: () => preferences,
    keep: (change) => {
      preferences = change(preferences)
    },
  }
}
