/** One line of VLC's configuration. */
export type VlcSetting = readonly [name: string, value: string]

/**
 * How VLC has to behave to be held in step; everything else is left as the viewer configured it. They stand in a
 * configuration of its own, where a VLC that does not know one skips it, and nobody sees them in the list of processes.
 */
const NEEDED_SETTINGS: readonly VlcSetting[] = [
  // Its errors on its output for us to quote, and that it has started.
  ['quiet', '0'],
  ['verbose', '0'],
  // Not a window of the VLC that runs already.
  ['one-instance', '0'],
  ['one-instance-when-started-from-file', '0'],
  // The room says where to begin, what is repeated and how fast it is played.
  ['loop', '0'],
  ['repeat', '0'],
  ['random', '0'],
  ['play-and-exit', '0'],
  ['play-and-stop', '0'],
  ['play-and-pause', '0'],
  ['start-paused', '0'],
  ['input-repeat', '0'],
  ['start-time', '0'],
  ['stop-time', '0'],
  ['run-time', '0'],
  ['rate', '1'],
  // An exact position, not the key frame before it.
  ['input-fast-seek', '0'],
  // No questions at the first start, or about going on where the last film was left.
  ['qt-privacy-ask', '0'],
  ['qt-continue', '0'],
  // Addresses on the relay mean nothing after this evening.
  ['qt-recentplay', '0'],
]

export interface WebInterface {
  readonly port: number
  readonly password: string
  /** Folder of pages; VLC serves everything in it. */
  readonly pages: string
  /** Socket at which VLC tells its news. */
  readonly news: string
}

/** The viewer's configuration with ours behind it: of a name that comes twice, VLC takes the last value. */
export function vlcConfig(viewers: string, web: WebInterface, platform: string): string {
  const ours: readonly VlcSetting[] = [
    ...NEEDED_SETTINGS,
    ['extraintf', extraInterfaces(viewers, platform)],
    ...(platform === 'win32' ? [] : newsSettings(web.news)),
    ['http-host', '127.0.0.1'],
    ['http-port', String(web.port)],
    ['http-password', web.password],
    ['http-src', web.pages],
    ...luaSettings(viewers, web.pages),
  ]
  const lines = ours.map(([name, value]) => `${name}=${value}`)
  return `${viewers}\n[lockstep]\n${lines.join('\n')}\n`
}

/** Where the viewer configured any interface in Lua, VLC takes nothing but that for all of them (quirk VLC14). */
function luaSettings(viewers: string, pages: string): readonly VlcSetting[] {
  const theirs = lastValueOf(viewers, 'lua-config') ?? ''
  return theirs === '' ? [] : [['lua-config', `${theirs},http={dir='${luaQuoted(pages)}',no_index=true}`]]
}

const luaQuoted = (text: string): string => text.replaceAll(/[\\'"]/g, String.raw`\$&`)

/** VLC's oldest remote control tells changes at once: at a socket, and without looking for a terminal. */
const newsSettings = (path: string): readonly VlcSetting[] => [
  ['rc-unix', path],
  ['rc-fake-tty', '1'],
]

/**
 * The web, the news, and a lifeline: VLC's command line reads standard input and ends VLC when that closes, so whatever
 * ends us, even a kill, ends VLC. Windows has neither sockets with a path nor an input to hold.
 */
const interfacesOn = (platform: string): readonly string[] =>
  platform === 'win32' ? ['http'] : ['http', 'oldrc', 'cli']

/** Names of interfaces, joined by colons. */
function extraInterfaces(viewers: string, platform: string): string {
  const ours = interfacesOn(platform)
  const theirs = (lastValueOf(viewers, 'extraintf') ?? '').split(':').filter((name) => name !== '')
  return [...theirs.filter((name) => !ours.includes(name)), ...ours].join(':')
}

function lastValueOf(config: string, name: string): string | null {
  const values = config.split(/\r?\n/).filter((line) => line.startsWith(`${name}=`))
  return values.at(-1)?.slice(name.length + 1) ?? null
}

type Environment = Readonly<Record<string, string | undefined>>

/** Where VLC keeps the viewer's configuration, the likeliest first. */
export function configPaths(platform: string, env: Environment): readonly string[] {
  const { HOME: home = '', APPDATA: appData = '', XDG_CONFIG_HOME: config = '' } = env
  if (platform === 'win32') return [`${appData}\\vlc\\vlcrc`]
  if (platform === 'darwin') return [`${home}/Library/Preferences/org.videolan.vlc/vlcrc`]
  return [`${config || `${home}/.config`}/vlc/vlcrc`, `${home}/snap/vlc/common/vlcrc`]
}
