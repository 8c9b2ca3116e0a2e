/**
 * How MPV has to behave to be held in step; everything else is left as the viewer configured it. Each line is
 * dropped when this MPV does not know it.
 */
export const NEEDED_SETTINGS: readonly (readonly [name: string, value: string])[] = [
  // An exact position, not the key frame before it.
  ['hr-seek', 'yes'],
  // The end of the film is a state in which it can still be sought back, and no pause by the viewer; nor does MPV go on
  // to another file of its playlist, where scripts put the rest of a folder.
  ['keep-open', 'always'],
  ['keep-open-pause', 'no'],
  ['idle', 'yes'],
  // Without it playback starts with an empty buffer and stalls 0.2 s later.
  ['cache-pause', 'yes'],
  ['cache-pause-initial', 'yes'],
  // Container time, as every other player speaks it, instead of time since the first frame.
  ['rebase-start-time', 'no'],
  // The room says where to begin and what is repeated.
  ['resume-playback', 'no'],
  ['save-position-on-quit', 'no'],
  ['loop-file', 'no'],
  ['loop-playlist', 'no'],
  ['reset-on-next-file', ''],
]

/** The file descriptor of MPV that connects it with the process that started it. */
export const LIFELINE_FD = 3

/** Only for an MPV that we start: a window from the start, and its errors on its output for us to quote. */
const LAUNCH_SETTINGS: readonly (readonly [name: string, value: string])[] = [
  // It would take a failed stream for a page of a video site and try again for seconds.
  ['ytdl', 'no'],
  ['force-window', 'yes'],
  // The other end is ours: when we are no more, even killed, MPV ends.
  ['input-ipc-client', `fd://${LIFELINE_FD}`],
  ['terminal', 'yes'],
  ['input-terminal', 'no'],
  ['msg-color', 'no'],
  ['msg-level', 'all=error'],
]

/** Windows hands no descriptors on. */
const NOT_ON_WINDOWS = new Set(['input-ipc-client'])

export interface MpvArgumentChoice {
  readonly platform: string
  readonly control: string
  /** The viewer's own options, last, so that they win. */
  readonly extraArgs: readonly string[]
  /** Names of our settings that this MPV refused before. */
  readonly refused: ReadonlySet<string>
}

export function mpvArguments({
  platform,
  control,
  extraArgs,
  refused,
}: MpvArgumentChoice): readonly string[] {
  const isUsable = (name: string) => !refused.has(name) && !(platform === 'win32' && NOT_ON_WINDOWS.has(name))
  const ours = [...NEEDED_SETTINGS, ...LAUNCH_SETTINGS].filter(([name]) => isUsable(name))
  return [`--input-ipc-server=${control}`, ...ours.map(([name, value]) => `--${name}=${value}`), ...extraArgs]
}

/** The option that MPV's output says it could not use, with its words; the last one counts. */
export function refusedOption(
  lines: readonly string[],
): { readonly name: string; readonly words: string } | null {
  const found = lines.flatMap((words) => {
    const name = /Error parsing (?:commandline )?option '?([\w-]+)/.exec(words)?.[1]
    return name === undefined ? [] : [{ name, words }]
  })
  return found.at(-1) ?? null
}

/** Which of the viewer's arguments set an option: `--name`, `--name=value`, `--no-name`, with one dash too. */
export const argumentsSetting = (name: string, args: readonly string[]): readonly string[] =>
  args.filter((argument) => {
    const option = /^--?([^=]+)/.exec(argument)?.[1]
    return option === name || option === `no-${name}` || `no-${option}` === name
  })

/** The viewer's arguments that choose how the picture is put out. */
export const pictureArguments = (args: readonly string[]): readonly string[] =>
  args.filter((argument) => /^--?(?:vo|gpu-context|gpu-api|vulkan-device|drm-\S+)=/.test(argument))

/** Whether an MPV started so has a window without a film: ours asks for one, and the viewer's word is the last. */
export function wantsWindow(extraArgs: readonly string[]): boolean {
  const last = argumentsSetting('force-window', extraArgs).at(-1)
  return last === undefined || !(/^--?no-/.test(last) || last.endsWith('=no'))
}

/** Ours: it may be left out. */
export const isOurs = (name: string): boolean =>
  [...NEEDED_SETTINGS, ...LAUNCH_SETTINGS].some(([ours]) => ours === name)

/** What to try, in order: programs started from a desktop do not always inherit the PATH of a shell. */
export function mpvCandidates(platform: string, path: string | undefined): readonly string[] {
  if (path !== undefined) return [path]
  if (platform === 'win32') return ['mpv.exe']
  if (platform !== 'darwin') return ['mpv']
  return ['mpv', '/opt/homebrew/bin/mpv', '/usr/local/bin/mpv', '/Applications/mpv.app/Contents/MacOS/mpv']
}
