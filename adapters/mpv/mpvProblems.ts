import type { Problem } from '../../protocol/problem.ts'

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

export const startFailed = (words: string | null): Problem =>
  problem(
    'player-start-failed',
    `MPV ended before it could be used.${quoted(words)}`,
    'Try "mpv" in a terminal: whatever it says there has to be mended first.',
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

export const openFailed = (words: string | null): Problem =>
  problem(
    'stream-failed',
    `MPV could not open the film.${quoted(words)}`,
    'Check the connection to the server, then load the film again.',
  )

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
