import { createHash } from 'node:crypto'

/** Jellyfin counts time in ticks of 100 ns. */
const TICKS_PER_MS = 10_000
export const TICKS_PER_SECOND = 10_000_000

export const ticksOf = (ms: number): number => Math.round(ms * TICKS_PER_MS)

/** A GUID as Jellyfin writes it: 32 hex digits. The same name always gives the same GUID. */
export const guidOf = (name: string): string => createHash('sha256').update(name).digest('hex').slice(0, 32)

/** A GUID from a request, with or without dashes, in the written form; null when it is none. */
export function parseGuid(text: string): string | null {
  const digits = text.replaceAll('-', '').toLowerCase()
  return /^[0-9a-f]{32}$/.test(digits) ? digits : null
}

/** The form that only generated stream addresses use. */
export const dashedGuid = (guid: string): string =>
  guid.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** UTC with seven decimals and Z, as .NET writes dates. */
export const dotNetDate = (utcMs: number): string => new Date(utcMs).toISOString().replace('Z', '0000Z')
