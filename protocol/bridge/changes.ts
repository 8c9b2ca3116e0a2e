import { z } from 'zod'
import { companionStateSchema } from '../companionState.ts'
import { appStateSchema, type AppState } from './appState.ts'

const partsSchema = appStateSchema.omit({ companion: true }).partial()
const companionPartsSchema = companionStateSchema.partial()

/** The parts of the state that are different now, each whole. The companion's figures flow, so it has parts of its own. */
export const changesSchema = z.object({ app: partsSchema, companion: companionPartsSchema })

export type Changes = z.infer<typeof changesSchema>

/** What turns `before` into `after`; null = nothing. Parts are compared by identity, so states must be immutable. */
export function changesBetween(before: AppState, after: AppState): Changes | null {
  if (before === after) return null
  const { companion: oldCompanion, ...oldParts } = before
  const { companion, ...parts } = after
  const changes = { app: differing(oldParts, parts), companion: differing(oldCompanion, companion) }
  return isEmpty(changes.app) && isEmpty(changes.companion) ? null : changes
}

/** The state with the changes made; parts that did not change keep their identity. */
export function applyChanges(state: AppState, { app, companion }: Changes): AppState {
  const next = withParts(state, app)
  return isEmpty(companion) ? next : { ...next, companion: withParts(state.companion, companion) }
}

/** What crossed as JSON has no fields without a value, so an absent part is one that did not change. */
const withParts = <Parts extends object>(
  parts: Parts,
  changed: { [Name in keyof Parts]?: Parts[Name] | undefined },
) => Object.assign({ ...parts }, changed) as Parts

function differing<Parts extends object>(before: Parts, after: Parts): Partial<Parts> {
  const names = Object.keys(after) as (keyof Parts)[]
  const changed = names.filter((name) => before[name] !== after[name])
  return Object.fromEntries(changed.map((name) => [name, after[name]])) as Partial<Parts>
}

const isEmpty = (parts: object): boolean => Object.keys(parts).length === 0
