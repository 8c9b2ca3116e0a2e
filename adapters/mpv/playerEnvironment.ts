type Environment = Readonly<Record<string, string | undefined>>

/** Set by an AppImage for its own program: MPV would load our libraries instead of the system's. */
const OF_APPIMAGE = ['APPIMAGE', 'APPDIR', 'ARGV0', 'OWD', 'LD_LIBRARY_PATH', 'LD_PRELOAD']

/** What is ours alone, a password among it. */
const OF_LOCKSTEP = 'LOCKSTEP_'

/** The environment that a player is started in: ours without what concerns only us. */
export function playerEnvironment(env: Environment): Environment {
  const dropped = new Set(['TERM', 'NODE_OPTIONS', ...(env['APPIMAGE'] || env['APPDIR'] ? OF_APPIMAGE : [])])
  const kept = Object.fromEntries(
    Object.entries(env).filter(([name]) => !dropped.has(name) && !name.startsWith(OF_LOCKSTEP)),
  )
  const { APPDIR: inside, PATH: path } = env
  if (!inside || !path) return kept
  return { ...kept, PATH: pathOutside(path, inside) }
}

const pathOutside = (path: string, folder: string) =>
  path
    .split(':')
    .filter((entry) => !entry.startsWith(folder))
    .join(':')
