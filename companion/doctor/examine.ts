import type { Library } from '../../jellyfin/library.ts'
import type { Identity } from '../../protocol/identity.ts'
import type { Problem } from '../../protocol/problem.ts'
import type { Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import type { LaunchPlayer } from '../room/playerSeatOptions.ts'
import type { OpenWire } from '../session/line.ts'
import { serveClip } from './clipServer.ts'
import { judgeClock, judgeLibrary, judgePlayer, notExamined } from './judge.ts'
import type { DoctorLine, DoctorReport } from '../../protocol/bridge/doctor.ts'
import { redact, worstOf } from './report.ts'
import { tryLibrary } from './tryLibrary.ts'
import { tryPlayer } from './tryPlayer.ts'
import { tryServer } from './tryServer.ts'

export interface DoctorParts {
  readonly clock: Clock
  readonly app: { readonly name: string; readonly version: string }
  /** Kind of operating system and its version, for whoever reads the report. */
  readonly system: string
  /** What starts each player, by name. */
  readonly players: Readonly<Record<string, LaunchPlayer>>
  /** What is known of a player that was not found, such as a sandboxed one; null = nothing. */
  aboutMissing(name: string): Problem | null
  openLibrary(): Promise<Result<{ readonly library: Library; close(): Promise<void> }, Problem>>
  chooseItem(library: Library): Promise<Result<string, Problem>>
  readonly server: ServerToExamine
  readonly openWire: OpenWire
  /** What must not stand in the report, and what stands there instead. */
  readonly secrets: Readonly<Record<string, string>>
  onProgress(sentence: string): void
  onLine(line: DoctorLine): void
}

export interface ServerToExamine {
  readonly url: string
  /** Nobody has to answer there. */
  readonly optional: boolean
  /** What it is shown to let somebody in, as far as that needs nobody's consent; null = nothing but a name. */
  proof(): Promise<Result<Identity | null, Problem>>
}

/** Looks at everything that watching together needs, one after the other, and tells each as soon as it is known. */
export async function examine(parts: DoctorParts): Promise<DoctorReport> {
  const { app, system, secrets, onLine } = parts
  const lines: DoctorLine[] = []
  const tell = (found: DoctorLine) => {
    const hide = (text: string) => redact(text, secrets)
    const line = {
      ...found,
      sentence: hide(found.sentence),
      fix: found.fix === null ? null : hide(found.fix),
    }
    lines.push(line)
    onLine(line)
  }
  await examinePlayers(parts, tell)
  parts.onProgress('Looking at the library ...')
  tell(await examineLibrary(parts))
  parts.onProgress('Listening to the session server ...')
  tell(await examineServer(parts))
  return { app: `${app.name} ${app.version}`, system, lines, worst: worstOf(lines) }
}

/** One player is enough; that another one is missing is worth knowing, and no fault. */
async function examinePlayers(parts: DoctorParts, tell: (line: DoctorLine) => void): Promise<void> {
  const { players, clock, onProgress } = parts
  const clip = await serveClip()
  const failed: (readonly [name: string, problem: Problem])[] = []
  let works = 0
  for (const [name, launch] of Object.entries(players)) {
    onProgress(`Playing a clip in ${name} ...`)
    const tried = await tryPlayer({ launch, clipUrl: clip.url, clock })
    if (tried.ok) tell(judgePlayer(tried.value))
    if (tried.ok) works += 1
    else failed.push([name, tried.problem])
  }
  for (const [name, problem] of failed) {
    const isMissing = problem.code === 'player-not-found'
    const known = (isMissing ? parts.aboutMissing(name) : null) ?? problem
    const isNoFault = works > 0 && (isMissing || problem.code === 'player-refuses-root')
    tell(notExamined(name, isNoFault ? 'unknown' : 'red', known))
  }
  await clip.close()
}

/** Problems that only say that nobody has signed in yet, or has not agreed to show a server who they are. */
const notYet = new Set(['not-signed-in', 'sign-in-required', 'server-not-trusted'])

async function examineLibrary({ openLibrary, chooseItem, clock }: DoctorParts): Promise<DoctorLine> {
  const opened = await openLibrary()
  if (!opened.ok) {
    return notExamined('library', notYet.has(opened.problem.code) ? 'unknown' : 'red', opened.problem)
  }
  const { library, close } = opened.value
  try {
    const item = await chooseItem(library)
    if (!item.ok) return notExamined('library', 'red', item.problem)
    const tried = await tryLibrary(library, item.value, clock)
    return tried.ok ? judgeLibrary(tried.value) : notExamined('library', 'red', tried.problem)
  } finally {
    await close()
  }
}

async function examineServer({ server, openWire, clock, app }: DoctorParts): Promise<DoctorLine> {
  const proof = await server.proof()
  const tried = proof.ok
    ? await tryServer({ url: server.url, identity: proof.value, openWire, clock, app })
    : proof
  if (tried.ok) return judgeClock(tried.value)
  if (notYet.has(tried.problem.code)) return notExamined('session server', 'unknown', tried.problem)
  return server.optional
    ? notExamined('session server', 'unknown', noServerYet)
    : notExamined('session server', 'red', tried.problem)
}

const noServerYet: Problem = {
  code: 'no-server-yet',
  sentence: 'No session server runs on this machine; one is started with the first room.',
  nextStep: 'To look at another one, name it with --server.',
}
