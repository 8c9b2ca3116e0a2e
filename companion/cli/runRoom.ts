import { explain, type Problem } from '../../protocol/problem.ts'
import type { Result } from '../../protocol/result.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import type { CompanionCommand } from '../../protocol/companionCommand.ts'
import { givenUp, giveUp, isPeaceful } from './cliProblems.ts'
import { createEnding, type Ending } from './ending.ts'
import { exitCodes, type ExitCode } from './exitCodes.ts'
import { openMember, type Member } from './member.ts'
import { tellAtPlayer } from './players.ts'
import { wantsPassword } from '../session/sessionProblems.ts'
import { enterAsking } from './roomPassword.ts'
import { canDraw, emitTo, startFace } from './roomFace.ts'
import type { RoomOptions } from './roomOptions.ts'
import type { Shell } from './shell.ts'
import { withinTime } from './withinTime.ts'

export interface RoomRun {
  readonly shell: Shell
  readonly options: RoomOptions
  /** What to begin with, found out with the help of the library. */
  readonly entry: (member: Member) => Promise<Result<CompanionCommand, Problem>>
}

/** Leaving has to be over within 3 s in all; what is not done by then dies with this process, the player too. */
const leaveWithinMs = 1500
/** A room left for another one ("Play On") is followed by that one within this time. */
const nextRoomWithinMs = 5000

/** From the command to the end of the room: enters, shows, obeys, leaves. */
export async function runRoom({ shell: loud, options, entry }: RoomRun): Promise<ExitCode> {
  const shell = withoutRepeats(loud)
  const ending = createEnding(shell.stdout)
  const opened = await Promise.race([openMember(shell, options), ending.reason.then(() => null)])
  const problem = opened === null ? null : opened.ok ? await live(opened.value) : opened.problem
  ending.release()
  if (problem !== null && options.leaveWithPlayer) {
    await tellAtPlayer(options.player, createSystemClock(), problem)
  }
  return conclude(shell, options, problem)

  async function live(member: Member): Promise<Problem | null> {
    const cancelFace = startFace(faceFor(shell, options), { shell, member, ending })
    watchForTheEnd(member, options, ending)
    void enter(member, { shell, options, entry }, ending)
    const reason = await ending.reason
    cancelFace()
    await withinTime(member.clock, leaveWithinMs, member.close())
    return reason
  }
}

/** The same refusal may reach us as an answer, as a status and as the end: it is said once. */
function withoutRepeats(shell: Shell): Shell {
  let last = ''
  const say = (line: string) => {
    if (line !== last) shell.say(line)
    last = line
  }
  return { ...shell, say, explain: (problem) => say(explain(problem)) }
}

const faceFor = (shell: Shell, { json }: RoomOptions) => (json ? 'json' : canDraw(shell) ? 'live' : 'plain')

async function enter(member: Member, { shell, options, entry }: RoomRun, ending: Ending): Promise<void> {
  const command = await entry(member)
  const entered = command.ok ? await enterAsking(shell, member.companion, command.value) : command
  if (entered.ok) return
  // A script may enter once more, with a password.
  if (options.json && wantsPassword(entered.problem)) return
  ending.end(entered.problem.code === givenUp.code ? null : entered.problem)
}

/** The room may end by itself; a face for people ends with it, one for scripts may go on to another room. */
function watchForTheEnd({ companion, clock }: Member, options: RoomOptions, ending: Ending): void {
  const { json, leaveWithPlayer } = options
  const emptySeat = createEmptySeatWatch(clock, () => ending.end(null))
  companion.onState(({ session, room, player }) => {
    if (session.kind === 'ended' && room !== null) ending.end(session.problem)
    const isGone = player.kind === 'gone' && player.how !== 'failed-to-start'
    if (leaveWithPlayer && isGone) ending.end(null)
    if (!json) emptySeat.note(room !== null)
  })
}

/** Calls `onEmpty` when a room was there and then none for a while. */
function createEmptySeatWatch(clock: Clock, onEmpty: () => void) {
  let wasThere = false
  let cancel: Cancel | null = null
  const note = (isThere: boolean) => {
    if (isThere) {
      cancel?.()
      cancel = null
    } else if (wasThere) {
      cancel ??= clock.after(nextRoomWithinMs, onEmpty)
    }
    wasThere ||= isThere
  }
  return { note }
}

function conclude(shell: Shell, { json }: RoomOptions, problem: Problem | null): ExitCode {
  if (problem === null) {
    shell.say('Left.')
    return exitCodes.ok
  }
  if (isPeaceful(problem)) return giveUp(shell, problem)
  if (json) emitTo(shell)({ type: 'fatal', problem })
  return giveUp(shell, problem)
}
