import { trustSystemAuthorities } from '../../jellyfin/systemAuthorities.ts'
import { connectServer, type JellyfinServer } from '../../jellyfin/connectServer.ts'
import type { Credentials } from '../../jellyfin/credentials.ts'
import { isPlainAddress } from '../../jellyfin/serverAddress.ts'
import { startQuickConnect } from '../../jellyfin/quickConnect.ts'
import { signInWithPassword, signOut, type SignIn } from '../../jellyfin/signIn.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, type Result } from '../../protocol/result.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import { ask, askSecret, isInteractive, readFirstLine } from './askPerson.ts'
import { givenUp, usageProblem } from './cliProblems.ts'
import { appIdentity } from './identity.ts'
import type { Shell } from './shell.ts'
import { accountsOf } from './signedIn.ts'

export interface SignInWish {
  /** As the person typed it. */
  readonly address: string
  readonly quickConnect: boolean
  /** Null = ask. */
  readonly userName: string | null
}

/** Signs in, asking for whatever is missing, and keeps the sign-in. */
export async function signInAtTerminal(
  shell: Shell,
  wish: SignInWish,
): Promise<Result<Credentials, Problem>> {
  trustSystemAuthorities()
  const server = await connectServer(wish.address, createSystemClock())
  if (!server.ok) return server
  if (isPlainAddress(server.value.url)) shell.say(plainWarning)
  const credentials = wish.quickConnect
    ? await byQuickConnect(shell, server.value, wish)
    : await byPassword(shell, server.value, wish)
  if (!credentials.ok) return credentials
  const kept = await accountsOf(shell).keep(credentials.value)
  if (kept.ok) return credentials
  // Nobody could use it any more: the server need not keep it either.
  await signOut(credentials.value, appIdentity, createSystemClock())
  return kept
}

async function byPassword(
  shell: Shell,
  server: JellyfinServer,
  { userName }: SignInWish,
): Promise<Result<Credentials, Problem>> {
  const user = userName ?? (isInteractive(shell) ? await ask(shell, `User name on ${server.name}: `) : null)
  if (user === null || user === '') return failure(isInteractive(shell) ? givenUp : noUserName)
  const signIn = await introduce(shell, server, user)
  if (!signIn.ok) return signIn
  const password = await readPassword(shell, user)
  return password === null ? failure(givenUp) : await signInWithPassword(signIn.value, user, password)
}

async function byQuickConnect(
  shell: Shell,
  server: JellyfinServer,
  { userName }: SignInWish,
): Promise<Result<Credentials, Problem>> {
  const signIn = await introduce(shell, server, userName)
  if (!signIn.ok) return signIn
  const started = await startQuickConnect(signIn.value)
  if (!started.ok) return started
  shell.say(`Code for Quick Connect: ${started.value.code}`)
  shell.say(
    'Enter it in a Jellyfin where you are signed in: user menu, Quick Connect. Waiting (ctrl-c stops) ...',
  )
  return await started.value.result
}

/** How this installation presents itself at the server. */
async function introduce(
  shell: Shell,
  server: JellyfinServer,
  userName: string | null,
): Promise<Result<SignIn, Problem>> {
  const deviceId = await accountsOf(shell).deviceIdFor(server.id, userName)
  if (!deviceId.ok) return deviceId
  const signIn = { server, app: appIdentity, deviceId: deviceId.value, clock: createSystemClock() }
  return { ok: true, value: signIn }
}

/** Never from the arguments: every user of the machine can read those. */
async function readPassword(shell: Shell, user: string): Promise<string | null> {
  const { env, stdin } = shell
  if (env['LOCKSTEP_PASSWORD'] !== undefined) return env['LOCKSTEP_PASSWORD']
  return stdin.isTTY ? await askSecret(shell, `Password of ${user}: `) : ((await readFirstLine(shell)) ?? '')
}

const plainWarning =
  'Note: this server is reached without https, so the password and the films can be read on the way there.'

const noUserName: Problem = usageProblem(
  'There is nobody to ask for the user name.',
  'Give it with --user, and the password in LOCKSTEP_PASSWORD or on stdin.',
)
