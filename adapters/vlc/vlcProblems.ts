import type { Problem } from '../../protocol/problem.ts'

/** Every sentence that this adapter can say. Words of VLC itself are quoted without addresses. */
const problem = (code: string, sentence: string, nextStep: string): Problem => ({ code, sentence, nextStep })

const RESTART = 'Start the player again from Lockstep: it is put back in place.'

/** Addresses on the relay are unguessable on purpose; the number of VLC's object means nothing to anybody. */
export const presentable = (words: string): string =>
  words
    .replace(/^\[[0-9a-f]+\] /, '')
    .replaceAll(/\b[a-z][a-z0-9+.-]*:\/\/[^\s'"]+/gi, 'the stream')
    .trim()

const quoted = (words: string | null) => (words === null ? '' : ` VLC's last words: "${presentable(words)}"`)

const INSTALL: Readonly<Record<string, string>> = {
  linux: 'Install it with your package manager, for example "sudo apt install vlc"',
  darwin: 'Install it with "brew install --cask vlc"',
  win32: 'Install it with "winget install VideoLAN.VLC"',
}

export const notInstalled = (platform: string): Problem =>
  problem(
    'player-not-found',
    'VLC is not installed, or not where programs are looked for.',
    `${INSTALL[platform] ?? 'Install it from https://www.videolan.org/vlc/'}, or give its path with --player-path.`,
  )

export const wrongPath = (path: string, reason: string): Problem =>
  problem(
    'player-wrong-path',
    `"${path}" cannot be run as VLC: ${reason}.`,
    'Give the path of the vlc program itself.',
  )

export const optionRefused = (words: string): Problem =>
  problem(
    'player-option-refused',
    `VLC refused an option: "${presentable(words)}".`,
    'Correct or remove the extra option.',
  )

/** The viewer's option was left out, and VLC started without it. */
export const optionDropped = (argument: string, words: string): Problem =>
  problem(
    'player-option-dropped',
    `VLC was started without "${presentable(argument)}": "${presentable(words)}".`,
    'Correct or remove that option.',
  )

export const noPicture = (words: string): Problem =>
  problem(
    'player-no-picture',
    `VLC cannot open a window for the picture: "${presentable(words)}".`,
    'Start Lockstep from your desktop, or choose another output, for example with --player-arg=--vout=xcb_x11.',
  )

export const noSound = (words: string): Problem =>
  problem(
    'player-no-sound',
    `VLC cannot use the sound device: the film goes on without sound. VLC's words: "${presentable(words)}"`,
    'Check that the loudspeakers are there: sound is tried again by itself, and when the player is started again.',
  )

export const noDecoder = (words: string): Problem =>
  problem(
    'player-no-decoder',
    `VLC cannot decode a part of this film: "${presentable(words)}".`,
    'Update VLC, or choose a lower quality, so that the server converts the film.',
  )

export const refusesRoot = (): Problem =>
  problem(
    'player-refuses-root',
    'VLC does not run for the system administrator (root).',
    'Start Lockstep as an ordinary user, name one in LOCKSTEP_VLC_USER who shall run VLC, or use MPV.',
  )

/** `path` is the one that the viewer gave, if any. */
export const startFailed = (words: string | null, path: string | undefined): Problem =>
  path === undefined
    ? problem(
        'player-start-failed',
        `VLC ended before it could be used.${quoted(words)}`,
        'Try "vlc" in a terminal: whatever it says there has to be mended first.',
      )
    : problem(
        'player-start-failed',
        words === null
          ? `"${path}" ended at once without a word: it does not seem to be VLC.`
          : `"${path}" ended before it could be used as VLC. Its last words: "${presentable(words)}"`,
        'Check that the path names the vlc program itself, or leave it out to have VLC looked for.',
      )

export const startTooSlow = (seconds: number, words: string | null): Problem =>
  problem(
    'player-start-timeout',
    `VLC did not answer within ${seconds} s of its start.${quoted(words)}`,
    'Check that the path names VLC itself, and that its web interface is installed (Debian: vlc-plugin-base).',
  )

export const placeUnusable = (words: string): Problem =>
  problem(
    'player-control-unusable',
    `VLC's settings could not be written: ${words}.`,
    'Make room in the folder for temporary files.',
  )

export const nobodyListens = (address: string, reason: string): Problem =>
  problem(
    'player-not-listening',
    `No VLC answers at ${address} (${reason}).`,
    'In VLC, switch on Preferences, All, Interface, Main interfaces, Web, give it a password under Lua, and start VLC again.',
  )

export const wrongPassword = (address: string): Problem =>
  problem(
    'player-wrong-password',
    `The VLC at ${address} refuses the password.`,
    'Give the Lua HTTP password of VLC: Preferences, All, Interface, Main interfaces, Lua.',
  )

export const notVlc = (address: string): Problem =>
  problem(
    'player-not-vlc',
    `What answers at ${address} does not answer like VLC.`,
    "Give the port of VLC's web interface: 8080 unless it was changed.",
  )

/** `how`: what is unknown about it, without any of its content. */
export const answeredStrangely = (how: string): Problem =>
  problem(
    'player-strange-answer',
    `VLC answered in an unknown form: ${how}.`,
    'Check that VLC is 3.0 or newer.',
  )

const noAnswer = (): Problem =>
  problem('player-timeout', 'VLC did not answer in time.', 'Wait, or restart the player.')

const connectionLost = (): Problem => problem('player-gone', 'The connection to VLC is closed.', RESTART)

export const cannotByStockPage = (): Problem =>
  problem(
    'player-not-available',
    "VLC's own web interface cannot do that.",
    'Do it in VLC itself, or let Lockstep start VLC.',
  )

/** What an exchange failed by, as `VlcClient` tells it. */
export function unanswered(code: string): Problem {
  if (code === 'timeout') return noAnswer()
  if (code === 'garbage') return answeredStrangely('not by HTTP')
  return code.startsWith('status') ? answeredStrangely(code) : connectionLost()
}

export const notReadyInTime = (what: string, afterMs: number): Problem =>
  problem(
    'player-timeout',
    `VLC was not ready ${afterMs / 1000} s after ${what}.`,
    'The server may be slow: try again, or choose a lower quality.',
  )

export const nothingOpen = (): Problem =>
  problem('player-not-available', 'No film is open in VLC.', 'Load one first.')

export const streamFailed = (words: string | null): Problem =>
  problem(
    'stream-failed',
    `The film stopped in the middle.${quoted(words)}`,
    'Check the connection to the server, then load the film again.',
  )

export const openFailed = (words: string | null): Problem =>
  problem(
    'stream-failed',
    `VLC could not open the film.${quoted(words)}`,
    'Check the connection to the server, then load the film again.',
  )

export const mediaClosed = (): Problem =>
  problem('media-closed', 'The film was closed in VLC.', 'Load it again to go on watching.')

export const closedByViewer = (): Problem => problem('player-closed', 'VLC was closed.', RESTART)

export const disappeared = (): Problem =>
  problem('player-closed', 'VLC no longer answers: it was closed, or it ended by itself.', RESTART)

export const detached = (): Problem => problem('player-detached', 'Lockstep let go of VLC.', RESTART)

export const hung = (words: string | null): Problem =>
  problem('player-hung', `VLC stopped answering.${quoted(words)}`, RESTART)

export const crashed = (how: string, words: string | null): Problem =>
  problem('player-crashed', `VLC ended unexpectedly (${how}).${quoted(words)}`, RESTART)
