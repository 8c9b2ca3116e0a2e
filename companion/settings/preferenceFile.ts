import { join } from 'node:path'
import { createTurns } from '../../platform/turns.ts'
import type { Problem } from '../../protocol/problem.ts'
import { success, type Result } from '../../protocol/result.ts'
import { noPreferences, preferencesSchema, type Preferences } from '../personal/preferences.ts'
import type { PreferenceStore } from '../personal/preferenceStore.ts'
import { openJsonFile } from './jsonFile.ts'

export interface PreferenceFileOptions {
  readonly folder: string
  /** What was found broken, or cannot be written: nothing else is lost by it. */
  readonly onProblem: (problem: Problem) => void
}

export interface PreferenceFile extends PreferenceStore {
  /** Resolves when everything that was kept is on the disk. */
  saved(): Promise<void>
}

/** Preferences in a file of their own. Changes are made to what the file holds then: another run may write as well. */
export async function openPreferenceFile({
  folder,
  onProblem,
}: PreferenceFileOptions): Promise<Result<PreferenceFile, Problem>> {
  const path = join(folder, 'preferences.json')
  const file = openJsonFile({ path, schema: preferencesSchema, empty: noPreferences, onCorrupt: onProblem })
  const read = await file.read()
  if (!read.ok) return read
  let known = read.value
  let unwritten: ((preferences: Preferences) => Preferences)[] = []
  const takeTurn = createTurns()
  let writing: Promise<void> = Promise.resolve()
  /** What was kept while the disk was busy is written at once. */
  const write = async () => {
    const changes = unwritten
    unwritten = []
    if (changes.length === 0) return
    const written = await file.change((kept) => changes.reduce((all, change) => change(all), kept))
    if (!written.ok) onProblem(written.problem)
  }
  return success({
    recall: () => known,
    keep: (change) => {
      known = change(known)
      unwritten = [...unwritten, change]
      writing = takeTurn(write)
    },
    saved: () => writing,
  })
}
