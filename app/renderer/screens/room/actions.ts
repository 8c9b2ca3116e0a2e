import { notifications } from '@mantine/notifications'
import { createElement, useMemo } from 'react'
import type { Action } from '../../../../protocol/action.ts'
import type { CompanionCommand } from '../../../../protocol/companionCommand.ts'
import type { Problem } from '../../../../protocol/problem.ts'
import { useAppLink } from '../../client/AppContext.tsx'
import type { AppLink } from '../../client/appLink.ts'
import { NoticeText } from '../../shell/NoticeText.tsx'

/** A vote that was opened, and a film that moved on by itself, are no failures of whoever pressed a button. */
const expected: ReadonlySet<string> = new Set(['put-to-the-vote', 'stale-revision'])

/**
 * Does something in the room. What is refused is told as a toast: buttons and keys alike have no place of their own for it.
 * Resolves with whether it was done.
 */
export async function tellRoom(link: AppLink, command: CompanionCommand): Promise<boolean> {
  const result = await link.command({ kind: 'companion', command })
  if (!result.ok && !expected.has(result.problem.code)) showRefusal(result.problem)
  return result.ok
}

const showRefusal = (problem: Problem) =>
  notifications.show({
    // The same refusal again, of a key that is held down for instance, is one toast.
    id: `refused-${problem.code}`,
    message: createElement(NoticeText, { problem }),
    color: 'caution',
    autoClose: 6000,
  })

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
