import { notifications } from '@mantine/notifications'
import { createElement, useMemo } from 'react'
import type { Action } from '../../../../protocol/action.ts'
import type { CompanionCommand } from '../../../../protocol/companionCommand.ts'
import type { Problem } from '../../../../protocol/problem.ts'
import { useAppLink } from '../../client/AppContext.tsx'
import type { AppLink } from '../../client/appLink.ts'
import { insisted } from '../../room/insisting.ts'
import { Refusal } from './Refusal.tsx'

/** A vote that was opened, and a film that moved on by itself, are no failures of whoever pressed a button. */
const expected: ReadonlySet<string> = new Set(['put-to-the-vote', 'stale-revision'])

/**
 * Does something in the room. What is refused is told as a toast: buttons and keys alike have no place of their own for
 * it. Where one may insist, the toast offers that. Resolves with whether it was done.
 */
export async function tellRoom(link: AppLink, command: CompanionCommand): Promise<boolean> {
  const result = await link.command({ kind: 'companion', command })
  if (!result.ok && !expected.has(result.problem.code)) showRefusal(link, command, result.problem)
  return result.ok
}

function showRefusal(link: AppLink, command: CompanionCommand, problem: Problem): void {
  // The same refusal again, of a key that is held down for instance, is one toast.
  const id = `refused-${problem.code}`
  const again = insisted(command, problem)
  const insist = () => {
    notifications.hide(id)
    if (again !== null) void tellRoom(link, again)
  }
  const message = createElement(Refusal, { problem, onInsist: again === null ? null : insist })
  // What is insisted on is the last thing that was asked for.
  if (again !== null) notifications.hide(id)
  // A question is not taken away from somebody who thinks about it.
  notifications.show({ id, message, color: 'caution', autoClose: again === null ? 6000 : false })
}

export interface RoomActions {
  readonly tell: (command: CompanionCommand) => Promise<boolean>
  readonly act: (action: Action) => Promise<boolean>
}

/** What buttons and keys do in the room. */
export function useRoomActions(): RoomActions {
  const link = useAppLink()
  return useMemo(() => {
    const tell = (command: CompanionCommand) => tellRoom(link, command)
    return { tell, act: (action) => tell({ kind: 'act', action }) }
  }, [link])
}
