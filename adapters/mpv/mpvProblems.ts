import type { Problem } from '../../protocol/problem.ts'
import type { Impairment } from '../player.ts'

/** Every sentence that this adapter can say. Words of MPV itself are quoted without addresses. */
const problem = (code: string, sentence: string, nextStep: string): Problem => ({ code, sentence, nextStep })

const RESTART = 'Start the player again from Lockstep: it is put back in place.'

/** Addresses on the relay are unguessable on purpose, so MPV's own words are shown without them. */
export const withoutAddresses = (words: string): string =>
  words.replaceAll(/\b[a-z][a-z0-9+.-]*:\/\/[^\s'"]+/gi, 'the stream')

const quoted = (words: string | null) =>
  words === null ? '' : ` MPV's last words: "${withoutAddresses(words)}"`

const INSTALL: Readonly<Record<string, string>> = {
  linux: 'Install it with your package manager, for example "sudo apt install mpv"',
  darwin: 'Install it with "brew install mpv"',
  win32: 'Install it with "winget install shinchiro.mpv"',
}

export const notInstalled = (platform: string): Problem =>
  problem(
    'player-not-found',
    'MPV is not installed, or not where programs are looked for.',
    `${INSTALL[platform] ?? 'Install it from https://mpv.io/installation/'}, or give its path with --player-path.`,
  )

export const wrongPath = (path: string, reason: string): Problem =>
  problem(
    'player-wrong-path',
    `"${path}" cannot be run as MPV: ${reason}.`,
    'Give the path of the mpv program itself.',
  )

export const optionRefused = (words: string): Problem =>
  problem(
    'player-option-refused',
    `MPV refused an option: "${withoutAddresses(words)}".`,
    'Correct or remove the extra option.',
  )

/** The viewer's option was left out, and MPV started without it. */
export const optionDropped = (argument: string, words: string): Problem =>
  problem(
    'player-option-dropped',
    `MPV was started without "${withoutAddresses(argument)}": "${withoutAddresses(words)}".`,
    'Correct or remove that option.',
  )

/** `path` is the one that the viewer gave, if any. */
export const startFailed = (words: string | null, path: string | undefined): Problem =>
  path === undefined
    ? problem(
        'player-start-failed',
        `MPV ended before it could be used.${quoted(words)}`,
        'Try "mpv" in a terminal: whatever it says there has to be mended first.',
      )
    : problem(
        'player-start-failed',
        words === null
          ? `"${path}" ended at once without a word: it does not seem to be MPV.`
          : `"${path}" ended before it could be used as MPV. Its last words: "${withoutAddresses(words)}"`,
        'Check that the path names the mpv program itself, or leave it out to have MPV looked for.',
      )

export const noPicture = (words: string | null): Problem =>
  problem(
    'player-no-picture',
    `MPV cannot open a window for the picture.${quoted(words)}`,
    'Start Lockstep from your desktop, or choose another output, for example with --player-arg=--vo=x11.',
  )

export const pictureChosenAnew = (words: string): Problem =>
  problem(
    'player-option-dropped',
    `MPV could not open its window as it is set up ("${withoutAddresses(words)}"); it was started with an output of its own choice.`,
    'Correct "vo" in your mpv.conf.',
  )

export const noDisplay = (): Problem =>
  problem(
    'player-no-picture',
    'MPV plays where nobody sees it: there is no display here.',
    'Start Lockstep from your desktop, or give it the DISPLAY of one.',
  )

const noSound = (words: string): Problem =>
  problem(
    'player-no-sound',
    `MPV cannot use the sound device: the film goes on without sound. MPV's words: "${withoutAddresses(words)}"`,
    'Check that the loudspeakers are there: sound is tried again by itself, and when the player is started again.',
  )

const noDecoder = (words: string): Problem =>
  problem(
    'player-no-decoder',
    `MPV cannot decode a part of this film: "${withoutAddresses(words)}".`,
    'Update MPV, or choose a lower quality, so that the server converts the film.',
  )

export const startTooSlow = (seconds: number, words: string | null): Problem =>
  problem(
    'player-start-timeout',
    `MPV did not answer within ${seconds} s of its start.${quoted(words)}`,
    'Check that the path names MPV itself and that it starts by hand.',
  )

export const controlTaken = (path: string): Problem =>
  problem(
    'player-control-taken',
    `Another MPV already listens at "${path}".`,
    'Close that MPV, or use another control path.',
  )

export const controlUnusable = (path: string, words: string): Problem =>
  problem(
    'player-control-unusable',
    `MPV cannot be controlled at "${path}": ${words}.`,
    'Use a path in a folder that you may write, not longer than 103 characters.',
  )

export const nobodyListens = (path: string, reason: string): Problem =>
  problem(
    'player-not-listening',
    `No MPV listens at "${path}" (${reason}).`,
    `Start MPV with --input-ipc-server=${path} and try again.`,
  )

export const notMpv = (path: string): Problem =>
  problem(
    'player-not-mpv',
    `What listens at "${path}" does not answer like MPV.`,
    'Give the control path of an MPV.',
  )

export const drivenByAnother = (path: string): Problem =>
  problem(
    'player-taken',
    `Another Lockstep already drives the MPV at "${path}".`,
    'Leave with that one first, or use another MPV.',
  )

export const commandRefused = (command: string, words: string): Problem =>
  problem(
    'player-refused',
    `MPV refused "${command}": ${words}.`,
    'Try again; if it stays so, restart the player.',
  )

export const notAvailable = (property: string): Problem =>
  problem('player-not-available', `MPV has no "${property}" at present.`, 'Wait until something is loaded.')

export const answeredStrangely = (command: string): Problem =>
  problem(
    'player-strange-answer',
    `MPV answered "${command}" in an unknown form.`,
    'Check that MPV is 0.35 or newer.',
  )

export const noAnswer = (command: string, afterMs: number): Problem =>
  problem(
    'player-timeout',
    `MPV did not answer "${command}" within ${afterMs / 1000} s.`,
    'Wait, or restart the player.',
  )

export const notReadyInTime = (what: string, afterMs: number): Problem =>
  problem(
    'player-timeout',
    `MPV was not ready ${afterMs / 1000} s after ${what}.`,
    'The server may be slow: try again, or choose a lower quality.',
  )

export const connectionLost = (): Problem =>
  problem('player-gone', 'The connection to MPV is closed.', RESTART)

export const streamFailed = (words: string | null): Problem =>
  problem(
    'stream-failed',
    `The film stopped in the middle.${quoted(words)}`,
    'Check the connection to the server, then load the film again.',
  )

/** Why a film was not shown: what MPV lacks has its own words, anything else is the stream's. */
export const openFailed = (words: string | null): Problem => {
  const impairment = words === null ? null : impairmentIn(words)
  return (
    impairment?.problem ??
    problem(
      'stream-failed',
      `MPV could not open the film.${quoted(words)}`,
      'Check the connection to the server, then load the film again.',
    )
  )
}

/** What MPV says (0.35 to 0.41) when a part of the film cannot be put out or understood. */
const IMPAIRMENTS: readonly (readonly [RegExp, Impairment, (words: string) => Problem])[] = [
  [/Error opening\/initializing the (?:selected video_out|VO window)/, 'no-picture', noPicture],
  [/Could not open\/initialize audio device/, 'no-sound', noSound],
  [/Failed to initialize a (?:video |audio )?decoder for codec/, 'no-decoder', noDecoder],
]

/** The part of the film that is lost by what a line of MPV's tells; null when it is about something else. */
export function impairmentIn(words: string): { what: Impairment; problem: Problem } | null {
  const found = IMPAIRMENTS.find(([pattern]) => pattern.test(words))
  return found === undefined ? null : { what: found[1], problem: found[2](words) }
}

export const mediaClosed = (): Problem =>
  problem('media-closed', 'The film was closed in MPV.', 'Load it again to go on watching.')

export const rateRefusedForPassthrough = (): Problem =>
  problem(
    'rate-not-available',
    'MPV passes the sound through undecoded, so its speed cannot be changed.',
    'Switch audio passthrough off for finer sync.',
  )

export const closedByViewer = (): Problem => problem('player-closed', 'MPV was closed.', RESTART)

export const detached = (): Problem => problem('player-detached', 'Lockstep let go of MPV.', RESTART)

export const hung = (words: string | null): Problem =>
  problem('player-hung', `MPV stopped answering.${quoted(words)}`, RESTART)

export const crashed = (how: string, words: string | null): Problem =>
  problem('player-crashed', `MPV ended unexpectedly (${how}).${quoted(words)}`, RESTART)
