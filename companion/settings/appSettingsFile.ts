import { join } from 'node:path'
import { z } from 'zod'
import { appSettingsSchema, initialAppSettings, type AppSettings } from '../../protocol/bridge/settings.ts'
import type { Problem } from '../../protocol/problem.ts'
import { success, type Result } from '../../protocol/result.ts'
import { openJsonFile, type Mended } from './jsonFile.ts'
import { corruptCode } from './settingsProblems.ts'

/**
 * What a person set for this machine. A setting that a former version did not know has its default, and so has one whose
 * value is not understood; those of a later version stay in the file, for when it is back.
 */
export interface AppSettingsFile {
  read(): Promise<Result<AppSettings, Problem>>
  write(settings: AppSettings): Promise<Result<void, Problem>>
}

const keptSchema = z.looseObject(appSettingsSchema.shape).partial()

type Kept = z.infer<typeof keptSchema>

export function openAppSettings(folder: string, onCorrupt: (problem: Problem) => void): AppSettingsFile {
  const file = openJsonFile<Kept>({
    ...{ path: join(folder, 'app.json'), schema: keptSchema, empty: {}, mend: mended },
    onCorrupt: (problem) => onCorrupt(problem.code === corruptCode ? { ...problem, nextStep } : problem),
  })
  return {
    read: async () => {
      const kept = await file.read()
      return kept.ok ? success(settingsIn(kept.value)) : kept
    },
    write: (settings) => file.change((kept) => ({ ...kept, ...settings })),
  }
}

const nextStep = 'Look through the settings: what could not be understood is as usual now.'

const names = Object.keys(appSettingsSchema.shape) as (keyof AppSettings)[]

function settingsIn(kept: Kept): AppSettings {
  const known = names.filter((name) => kept[name] !== undefined).map((name) => [name, kept[name]] as const)
  return { ...initialAppSettings, ...Object.fromEntries(known) }
}

/** The file without the settings whose values are not understood; null = it is no list of settings at all. */
function mended(json: unknown): Mended<Kept> | null {
  const whole = z.record(z.string(), z.unknown()).safeParse(json)
  if (!whole.success) return null
  const { shape } = appSettingsSchema
  const lost = names.filter((name) => name in whole.data && !shape[name].safeParse(whole.data[name]).success)
  const rest = Object.entries(whole.data).filter(([name]) => !lost.some((other) => other === name))
  return { value: keptSchema.parse(Object.fromEntries(rest)), lost }
}
