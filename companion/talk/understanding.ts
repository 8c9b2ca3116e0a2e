import type { GoverningDeed } from '../../protocol/governing.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success } from '../../protocol/result.ts'
import type { CompanionCommand } from '../../protocol/companionCommand.ts'
import type { Sight, Spoken, Understood } from './spoken.ts'

export const command = (asked: CompanionCommand): Understood => success({ kind: 'command', command: asked })

export const govern = (deed: GoverningDeed): Understood => command({ kind: 'govern', deed })

export const spoken = (what: Spoken): Understood => success(what)

/** A command that was typed in a way in which it cannot be meant. */
export const unclear = (sentence: string, nextStep: string): { ok: false; problem: Problem } =>
  failure({ code: 'not-understood', sentence, nextStep })

/** For commands after which nothing more can be meant. */
export const withoutWords =
  (name: string, understood: (sight: Sight) => Understood) =>
  (words: string, sight: Sight): Understood =>
    words === '' ? understood(sight) : unclear(`/${name} takes nothing more.`, `Type "/${name}" alone.`)
