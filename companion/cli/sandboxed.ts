import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from '../../protocol/problem.ts'

/** Where sandboxes put what starts a player; each of them keeps the control socket away from us. */
const places: Readonly<Record<string, readonly (readonly [path: string, sandbox: string])[]>> = {
  mpv: [
    ['/var/lib/flatpak/exports/bin/io.mpv.Mpv', 'Flatpak'],
    ['~/.local/share/flatpak/exports/bin/io.mpv.Mpv', 'Flatpak'],
    ['/snap/bin/mpv', 'snap'],
  ],
  vlc: [
    ['/var/lib/flatpak/exports/bin/org.videolan.VLC', 'Flatpak'],
    ['~/.local/share/flatpak/exports/bin/org.videolan.VLC', 'Flatpak'],
    ['/snap/bin/vlc', 'snap'],
  ],
}

/** Whether a player that was not found is there in a sandbox, and what to do then. */
export function sandboxedPlayer(
  name: string,
  home: string,
  isThere: (path: string) => boolean = existsSync,
): Problem | null {
  const found = places[name]?.find(([path]) =>
    isThere(path.startsWith('~') ? join(home, path.slice(1)) : path),
  )
  if (found === undefined) return null
  const [, sandbox] = found
  return {
    code: 'player-sandboxed',
    sentence: `${name} is here as a ${sandbox}, which keeps it apart from other programs: Lockstep cannot drive it.`,
    nextStep: `Install ${name} as a package of your system, beside it if you like.`,
  }
}
