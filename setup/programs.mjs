import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runChild } from './runChild.mjs'
import { say } from './say.mjs'

/**
 * @typedef {'mpv' | 'ffmpeg' | 'xvfb' | 'openssl' | 'vlc' | 'pulseaudio' | 'chromium'} Program
 * @typedef {'start' | 'demo' | 'lockstep' | 'bench' | 'test'} Command
 * @typedef {{ programs: readonly Program[], required: boolean }} Needs `required`: without them there is no start
 */

/** @type {Record<Program, string>} */
const executables = {
  ...{ mpv: 'mpv', ffmpeg: 'ffmpeg', xvfb: 'Xvfb', openssl: 'openssl', vlc: 'vlc' },
  ...{ pulseaudio: 'pulseaudio', chromium: 'chromium' },
}

const debian = {
  name: 'Debian, Ubuntu',
  install: 'sudo apt-get install',
  packages: {
    ...{ mpv: 'mpv', ffmpeg: 'ffmpeg', xvfb: 'xvfb', openssl: 'openssl' },
    // All but its window, which the tests do without.
    vlc: 'vlc-bin vlc-plugin-base vlc-plugin-video-output',
    // A sound device that a test can take away; elsewhere that test is left out.
    pulseaudio: 'pulseaudio',
    chromium: 'chromium',
  },
}

/** What to type on each system. Xvfb exists for Linux only, and is needed there only. */
const systems = [
  debian,
  {
    name: 'Fedora',
    install: 'sudo dnf install',
    packages: {
      mpv: 'mpv',
      ffmpeg: 'ffmpeg-free',
      xvfb: 'xorg-x11-server-Xvfb',
      openssl: 'openssl',
      vlc: 'vlc',
      ...{ pulseaudio: '', chromium: 'chromium' },
    },
  },
  {
    name: 'Arch',
    install: 'sudo pacman -S',
    packages: {
      mpv: 'mpv',
      ffmpeg: 'ffmpeg',
      xvfb: 'xorg-server-xvfb',
      openssl: 'openssl',
      vlc: 'vlc',
      ...{ pulseaudio: '', chromium: 'chromium' },
    },
  },
  {
    name: 'macOS',
    install: 'brew install',
    packages: {
      mpv: 'mpv',
      ffmpeg: 'ffmpeg',
      xvfb: '',
      openssl: 'openssl',
      vlc: 'vlc',
      ...{ pulseaudio: '', chromium: '' },
    },
  },
  {
    name: 'Windows',
    install: 'winget install',
    packages: {
      mpv: 'shinchiro.mpv',
      ffmpeg: 'Gyan.FFmpeg',
      xvfb: '',
      openssl: 'ShiningLight.OpenSSL.Light',
      vlc: 'VideoLAN.VLC',
      ...{ pulseaudio: '', chromium: '' },
    },
  },
]

/**
 * What a command needs from the system. The companion itself explains a missing mpv (and may be given another path),
 * so for it mpv is a convenience; the demo, the bench and the tests cannot do without.
 *
 * @param {Command} command
 * @param {readonly string[]} args
 * @returns {Needs}
 */
export function needsOf(command, args) {
  if (args.includes('--help') || args.includes('-h')) return { programs: [], required: false }
  switch (command) {
    case 'start':
      return {
        programs: args.some((arg) => arg.startsWith('--player-path'))
          ? []
          : [wantsVlc(args, '--player') ? 'vlc' : 'mpv'],
        required: false,
      }
    case 'lockstep':
      return { programs: [], required: false }
    case 'demo':
    case 'bench':
      return {
        programs: [
          'mpv',
          'ffmpeg',
          ...(hasDisplay() && args[0] !== 'screen' ? [] : onLinux('xvfb')),
          ...vlcIfNamed(args),
        ],
        required: true,
      }
    case 'test':
      return {
        programs: [
          'mpv',
          'ffmpeg',
          ...onLinux('xvfb'),
          'openssl',
          ...onLinux('vlc'),
          ...onDebian('pulseaudio'),
          ...onLinux('chromium'),
        ],
        required: true,
      }
  }
}

/** `--player vlc`, `--players=mpv,vlc-plain` */
const wantsVlc = (/** @type {readonly string[]} */ args, /** @type {string} */ option) =>
  new RegExp(`${option}[ =]\\S*vlc`).test(args.join(' '))

/** @returns {Program[]} */
const vlcIfNamed = (/** @type {readonly string[]} */ args) =>
  wantsVlc(args, '--players') || args[0] === 'hands' ? ['vlc'] : []

const hasDisplay = () => Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])

/** @returns {Program[]} */
const onLinux = (/** @type {Program} */ program) => (process.platform === 'linux' ? [program] : [])

/** @returns {Program[]} */
const onDebian = (/** @type {Program} */ program) => (isOnPath('apt-get') ? [program] : [])

/**
 * @param {readonly Program[]} programs
 * @returns {Program[]} those that are not on the PATH
 */
export function missingPrograms(programs) {
  return programs.filter((program) => !isOnPath(executables[program]))
}

/** @param {string} name */
function isOnPath(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.com'] : ['']
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  return folders.some((folder) => endings.some((ending) => isExecutable(join(folder, name + ending))))
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Installs programs with apt where that needs no question: Debian or Ubuntu, as root or with a sudo that asks no
 * password. Elsewhere does nothing.
 *
 * @param {readonly Program[]} programs
 * @returns {Promise<{ stopped: boolean, code: number }>} `stopped`: the user ended it, `code` is the exit code
 */
export async function installPrograms(programs) {
  const prefix = await rootPrefix()
  if (prefix === undefined) return { stopped: false, code: 0 }
  say(`installing ${programs.join(', ')} (apt-get), a few minutes at most`)
  const updated = await apt(prefix, ['update'])
  if (updated.stopped) return updated
  // An index that could not be refreshed is no reason to stop: the packages may be known already.
  const packages = programs.flatMap((program) => debian.packages[program].split(' '))
  return apt(prefix, ['install', '-y', '--no-install-recommends', ...packages])
}

/**
 * The words before a command that make it run as root: none when we are root, `sudo -n` when that works.
 *
 * @returns {Promise<string[] | undefined>}
 */
async function rootPrefix() {
  if (process.platform !== 'linux' || !isOnPath('apt-get')) return undefined
  if (process.getuid?.() === 0) return []
  if (!isOnPath('sudo')) return undefined
  const { code } = await runChild('sudo', ['-n', 'true'], { stdio: 'ignore' })
  return code === 0 ? ['sudo', '-n'] : undefined
}

/**
 * @param {readonly string[]} prefix
 * @param {readonly string[]} args
 */
async function apt(prefix, args) {
  const quietly = ['DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-o', 'DPkg::Lock::Timeout=120']
  const [command = 'env', ...rest] = [...prefix, 'env', ...quietly, ...args]
  return runChild(command, rest, { stdio: ['ignore', 2, 2] })
}

/**
 * What to type on each system, one line each.
 *
 * @param {readonly Program[]} programs
 * @returns {string}
 */
export function installAdvice(programs) {
  const lines = systems.map(({ name, install, packages }) => {
    const names = programs.map((program) => packages[program]).filter(Boolean)
    return `  ${name.padEnd(16)}${names.length > 0 ? `${install} ${names.join(' ')}` : 'nothing to install'}`
  })
  return [`this needs ${programs.join(', ')}; install and run the command again:`, ...lines].join('\n')
}
