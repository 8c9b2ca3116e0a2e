import { chmod, chown, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { meterFile, meterText } from '../../meter/vlcMeter.ts'

/** A home for one member's VLC: its settings, and the interface through which it is measured. */
export interface VlcHome {
  readonly folder: string
  /** What a VLC started from there, or a companion that starts it, has to be given. */
  readonly env: NodeJS.ProcessEnv
  /** Who runs VLC there; null = whoever runs this. */
  readonly user: VlcUser | null
}

export interface VlcUser {
  readonly uid: number
  readonly gid: number
}

/** VLC refuses to run for root: there it is run as "nobody". */
const NOBODY = 65534

export async function makeVlcHome(folder: string, settings: readonly string[]): Promise<VlcHome> {
  const isRoot = process.getuid?.() === 0
  const user = isRoot ? { uid: NOBODY, gid: NOBODY } : null
  const config = join(folder, '.config', 'vlc', 'vlcrc')
  const meter = join(folder, '.local', 'share', 'vlc', 'lua', 'intf', meterFile)
  // Passwords may be among the settings.
  await writeOwned(config, `${settings.join('\n')}\n`, user)
  await writeOwned(meter, await meterText(), user)
  if (user !== null) await ownAll(folder, [config, meter], user)
  return { folder, env: user === null ? ownSettings(folder) : runAs(folder, user), user }
}

async function writeOwned(path: string, text: string, user: VlcUser | null): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text, { mode: 0o600 })
  if (user !== null) await chown(path, user.uid, user.gid)
}

async function ownAll(folder: string, files: readonly string[], { uid, gid }: VlcUser): Promise<void> {
  for (const file of files) {
    for (let path = dirname(file); path.length >= folder.length; path = dirname(path)) {
      await chown(path, uid, gid)
      await chmod(path, 0o700)
    }
  }
}

const ownSettings = (folder: string): NodeJS.ProcessEnv => ({
  XDG_CONFIG_HOME: join(folder, '.config'),
  XDG_DATA_HOME: join(folder, '.local', 'share'),
})

const runAs = (folder: string, { uid, gid }: VlcUser): NodeJS.ProcessEnv => ({
  LOCKSTEP_VLC_USER: `${uid}:${gid}:${folder}`,
})
