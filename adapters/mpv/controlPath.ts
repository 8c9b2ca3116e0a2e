import { join } from 'node:path'

/** The longest path that every system takes for a socket: 104 bytes with the closing zero on macOS, 108 on Linux. */
export const LONGEST_SOCKET_PATH = 103

/**
 * Where MPV shall listen: a socket named `mpv` in `folder` (made for it alone, mode 0700), or a named pipe on
 * Windows, which has a namespace of its own and needs `random` to be nobody else's.
 */
export const controlPath = (platform: string, folder: string, random: string): string =>
  platform === 'win32' ? `\\\\.\\pipe\\lockstep-mpv-${random}` : join(folder, 'mpv')

/** The runtime folder of the user's login is private and short; else the system's temporary folder. */
export function controlFolders(
  env: Readonly<Record<string, string | undefined>>,
  tmp: string,
): readonly string[] {
  const runtime = env['XDG_RUNTIME_DIR']
  return [...(runtime ? [runtime] : []), tmp, '/tmp'].filter(
    (folder) => folder.length < LONGEST_SOCKET_PATH - 30,
  )
}
