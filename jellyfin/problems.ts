import type { Problem } from '../protocol/problem.ts'

const problem = (code: string, sentence: string, nextStep: string): Problem => ({ code, sentence, nextStep })

/** What is wrong with a text that is to be an address. */
export type AddressFault = 'none' | 'spaces' | 'scheme' | 'port' | 'password'

const addressFaults: Readonly<Record<AddressFault, string>> = {
  none: 'This is not the address of a server.',
  spaces: 'There is a space within this address.',
  scheme: 'Jellyfin is spoken to with http or https, not with what stands before ://.',
  port: 'The number after the colon is no port: ports go up to 65535.',
  password: 'A name and a password have no place in an address.',
}

export const notAnAddress = (fault: AddressFault): Problem =>
  problem(
    'server-address-invalid',
    addressFaults[fault],
    'Enter it as in the browser, for example https://jellyfin.example.com or 192.168.1.20:8096.',
  )

/** `host` is shown to people: host and port only, never a path or a query. */
export const hostNotFound = (host: string): Problem =>
  problem(
    'server-not-found',
    `There is no server named ${host}.`,
    'Check the spelling and the connection to the network.',
  )

export const connectionRefused = (host: string): Problem =>
  problem(
    'server-refused',
    `Nothing listens at ${host}.`,
    'Check that Jellyfin is running, and the port (usually 8096, or 8920 with https).',
  )

export const unreachable = (host: string): Problem =>
  problem(
    'server-unreachable',
    `${host} cannot be reached.`,
    'Check the connection to the network and try again.',
  )

export const timedOut = (host: string): Problem =>
  problem('server-timeout', `${host} did not answer in time.`, 'Check the connection and try again.')

export const notJellyfin = (host: string): Problem =>
  problem(
    'server-not-jellyfin',
    `${host} answers, but it is not a Jellyfin server.`,
    'Check the address, and whether Jellyfin lies under a path such as /jellyfin.',
  )

export const tooOld = (version: string): Problem =>
  problem(
    'server-too-old',
    `The Jellyfin server has version ${version}; version 10.10 or newer is needed.`,
    'Ask whoever runs the server to update it.',
  )

export const starting = (host: string): Problem =>
  problem('server-starting', `Jellyfin at ${host} is starting.`, 'Wait a minute and try again.')

export const serverFailed = (status: number): Problem =>
  problem(
    'server-failed',
    `The Jellyfin server failed (HTTP ${status}).`,
    'Try again; if it stays, look into the log of the server.',
  )

export const redirects = (host: string, target: string): Problem =>
  problem(
    'server-redirects',
    `${host} leads on to ${target}.`,
    'If you trust that address, enter it instead.',
  )

export const selfSigned = (host: string): Problem =>
  problem(
    'server-certificate-self-signed',
    `The certificate of ${host} is signed by nobody that this machine trusts.`,
    'Give the server a certificate of a known authority, or let Node trust yours with NODE_EXTRA_CA_CERTS.',
  )

export const certificateExpired = (host: string): Problem =>
  problem(
    'server-certificate-expired',
    `The certificate of ${host} is not valid today.`,
    'Check the date of this machine, and ask whoever runs the server to renew the certificate.',
  )

export const certificateOfOther = (host: string): Problem =>
  problem(
    'server-certificate-wrong-host',
    `The certificate that ${host} shows belongs to another name.`,
    'Use the name that the certificate was made for.',
  )

export const noTls = (host: string): Problem =>
  problem('server-without-tls', `${host} does not speak https.`, 'Try the address with http://.')

export const answerNotUnderstood = (): Problem =>
  problem(
    'server-answer-unknown',
    'The Jellyfin server answered something that this app does not understand.',
    'Update the app and the server; if it stays, please report it.',
  )

export const requestRefused = (status: number): Problem =>
  problem(
    'server-request-refused',
    `The Jellyfin server refused the request (HTTP ${status}).`,
    'Update the app and the server; if it stays, please report it.',
  )

export const signedOut = (): Problem =>
  problem(
    'signed-out',
    'The Jellyfin server no longer accepts this sign-in: it was signed out elsewhere or revoked.',
    'Sign in again.',
  )

/** A 401 that is not the end of the session: Jellyfin answers so for a library that the user may not see. */
export const notForThisUser = (): Problem =>
  problem(
    'library-not-visible',
    'The Jellyfin server does not show this to you.',
    'Ask whoever runs the server for access to that library.',
  )

export const forbidden = (): Problem =>
  problem(
    'library-forbidden',
    'Your account may not do this on the Jellyfin server.',
    'Ask whoever runs the server for the permission.',
  )

export const itemNotFound = (): Problem =>
  problem(
    'item-not-found',
    'The item does not exist on your Jellyfin server, or your account may not see it.',
    'Search for it again, or ask whoever runs the server for access.',
  )

export const wrongPassword = (): Problem =>
  problem('sign-in-refused', 'User name or password is wrong.', 'Check both and try again.')

export const signInForbidden = (): Problem =>
  problem(
    'sign-in-forbidden',
    'The account may not sign in: it is disabled, locked after wrong passwords, or not allowed from here or now.',
    'Ask whoever runs the server.',
  )

export const quickConnectDisabled = (): Problem =>
  problem(
    'quick-connect-disabled',
    'Quick Connect is switched off on this server.',
    'Sign in with user name and password.',
  )

export const quickConnectExpired = (): Problem =>
  problem('quick-connect-expired', 'The code was not confirmed in time.', 'Ask for a new code.')

export const quickConnectCancelled = (): Problem =>
  problem('quick-connect-cancelled', 'Signing in was cancelled.', 'Start again when you are ready.')

export const notPlayable = (): Problem =>
  problem('item-not-playable', 'This is not a film or an episode.', 'Look inside it and choose one.')

export const playbackForbidden = (): Problem =>
  problem(
    'playback-forbidden',
    'Your account may see this item but not play it.',
    'Ask whoever runs the server for the permission to play media.',
  )

export const noCompatibleStream = (): Problem =>
  problem(
    'stream-not-compatible',
    'The Jellyfin server has no stream of this item that can be played.',
    'Check that the file still exists, and that your account may transcode when a bitrate limit is set.',
  )

export const noSuchFilm = (title: string): Problem =>
  problem(
    'film-not-in-library',
    `Your library has no "${title}".`,
    'Add it to your library, or ask the others to pick something that everybody has.',
  )
