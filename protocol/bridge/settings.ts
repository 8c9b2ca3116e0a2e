import { z } from 'zod'
import { isSessionAddress } from '../joinLink.ts'
import { deepestReplayMs } from '../personal.ts'

/** What a person sets once for this machine; everything has a default. */
export const appSettingsSchema = z.strictObject({
  /** null = as the system has it. */
  language: z.enum(['en', 'de', 'fr']).nullable(),
  appearance: z.enum(['dark', 'light', 'system']),
  /** A name of the players' registry. */
  playerName: z.string().min(1).max(40),
  /** The player's program; null = where the system has it. */
  playerPath: z.string().min(1).max(1000).nullable(),
  /** Further options for the player, one each. */
  playerArgs: z.array(z.string().min(1).max(1000)).max(50),
  /** Where rooms are opened; null = the one bundled with the app. */
  sessionServer: z.string().max(300).refine(isSessionAddress, 'a ws:// or wss:// address').nullable(),
  /** Whether the bundled session server can be reached from other machines of the network. */
  openToNetwork: z.boolean(),
  /** How strictly a player is kept in step: a preset, for slow machines and slow lines. */
  sync: z.enum(['exact', 'balanced', 'relaxed']),
  /** How far "what did they say?" goes back. */
  replayMs: z.number().min(1000).max(deepestReplayMs),
  /** Keys by the name of what they do (`app/renderer/keys/`); absent = the usual one. */
  shortcuts: z.record(z.string().max(40), z.string().max(40)),
  notifications: z.boolean(),
  /** A small window that stays above the others while a film plays. */
  miniOnTop: z.boolean(),
  /** Look for newer versions of the app. */
  updates: z.boolean(),
})

export type AppSettings = z.infer<typeof appSettingsSchema>

export const initialAppSettings: AppSettings = {
  language: null,
  appearance: 'dark',
  playerName: 'mpv',
  playerPath: null,
  playerArgs: [],
  sessionServer: null,
  openToNetwork: false,
  sync: 'exact',
  replayMs: 10_000,
  shortcuts: {},
  notifications: true,
  miniOnTop: false,
  updates: false,
}
