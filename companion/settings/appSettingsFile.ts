import { join } from 'node:path'
import { appSettingsSchema, initialAppSettings, type AppSettings } from '../../protocol/bridge/settings.ts'
import type { Problem } from '../../protocol/problem.ts'
import { openJsonFile, type JsonFile } from './jsonFile.ts'

/** What a person set for this machine. A setting that a former version did not know has its default. */
export const openAppSettings = (
  folder: string,
  onCorrupt: (problem: Problem) => void,
): JsonFile<AppSettings> =>
  openJsonFile({
    path: join(folder, 'app.json'),
    schema: appSettingsSchema.partial().transform((kept) => ({ ...initialAppSettings, ...defined(kept) })),
    empty: initialAppSettings,
    onCorrupt: (problem) =>
      onCorrupt({ ...problem, nextStep: 'Look through the settings: they are the usual ones now.' }),
  })

function defined(kept: { readonly [Name in keyof AppSettings]?: AppSettings[Name] | undefined }) {
  const entries = Object.entries(kept).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as Partial<AppSettings>
}
