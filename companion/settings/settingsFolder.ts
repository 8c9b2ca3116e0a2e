import { posix, win32 } from 'node:path'

/** What decides where settings are kept. */
export interface SettingsPlace {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly homeFolder: string
}

/**
 * The folder of this person's settings: `LOCKSTEP_HOME` when it is set, else where the system keeps such files
 * (XDG base directories, `%APPDATA%`, `~/Library/Application Support`). The folder need not exist.
 */
export function settingsFolder({ env, platform, homeFolder }: SettingsPlace): string {
  const chosen = env['LOCKSTEP_HOME']
  if (chosen) return chosen
  if (platform === 'win32') {
    return win32.join(env['APPDATA'] || win32.join(homeFolder, 'AppData', 'Roaming'), 'lockstep')
  }
  if (platform === 'darwin') return posix.join(homeFolder, 'Library', 'Application Support', 'lockstep')
  return posix.join(absolute(env['XDG_CONFIG_HOME']) ?? posix.join(homeFolder, '.config'), 'lockstep')
}

/** The XDG specification: a relative path is to be ignored. */
const absolute = (path: string | undefined): string | undefined =>
  path !== undefined && path.startsWith('/') ? path : undefined
