import type { CompanionCommand } from '../../../protocol/companionCommand.ts'
import type { Problem } from '../../../protocol/problem.ts'

/** The same command in spite of what it was refused for; null = one cannot insist on it. */
export function insisted(command: CompanionCommand, { code }: Problem): CompanionCommand | null {
  if (code !== 'not-everyone-can-see') return null
  const isChoice = command.kind === 'open-film' || command.kind === 'play-entry'
  return isChoice && !command.insist ? { ...command, insist: true } : null
}
