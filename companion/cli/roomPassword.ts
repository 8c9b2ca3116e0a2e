import type { Problem } from '../../protocol/problem.ts'
import { isFitPassword } from '../../protocol/password.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Companion } from '../companionApi.ts'
import type { CompanionCommand } from '../../protocol/companionCommand.ts'
import { wantsPassword } from '../session/sessionProblems.ts'
import { askSecret, isInteractive, readFirstLine } from './askPerson.ts'
import { givenUp, usageProblem } from './cliProblems.ts'
import type { OptionTable } from './optionTable.ts'
import type { Shell } from './shell.ts'

/** How often somebody may mistype it before the command ends. */
const tries = 3

/** Where a password may be named: never among the arguments, which every user of the machine can read. */
export const passwordOptionTable: OptionTable = {
  password: {
    value: null,
    about:
      'With a password for the room: that of LOCKSTEP_ROOM_PASSWORD, else asked for, else the first line of stdin.',
  },
}

/** The password that the room is to have or has. With `json` stdin is for commands and is left alone. */
export async function readRoomPassword(shell: Shell, json: boolean): Promise<Result<string, Problem>> {
  const { env, stdin } = shell
  const given =
    env['LOCKSTEP_ROOM_PASSWORD'] ??
    (json
      ? null
      : stdin.isTTY
        ? await askSecret(shell, 'Password of the room: ')
        : await readFirstLine(shell))
  if (given === null || given === '') return failure(stdin.isTTY && !json ? givenUp : nobodyToAsk)
  return isFitPassword(given) ? success(given) : failure(unfit)
}

/** Enters a room; asks for its password where it has one and somebody sits there to type it. */
export async function enterAsking(
  shell: Shell,
  companion: Companion,
  command: CompanionCommand,
): Promise<Result<void, Problem>> {
  let entered = await companion.command(command)
  for (let tried = 0; tried < tries && command.kind === 'join-room'; tried += 1) {
    if (entered.ok || !wantsPassword(entered.problem) || !isInteractive(shell)) return entered
    shell.explain(entered.problem)
    const password = await askSecret(shell, 'Password of the room: ')
    if (password === null || password === '') return failure(givenUp)
    entered = await companion.command({ ...command, password })
  }
  return entered
}

const nobodyToAsk: Problem = usageProblem(
  'There is nobody to ask for the password of the room.',
  'Give it in LOCKSTEP_ROOM_PASSWORD, or on stdin.',
)

const unfit: Problem = usageProblem('A password has 4 to 128 characters.', 'Choose another one.')
