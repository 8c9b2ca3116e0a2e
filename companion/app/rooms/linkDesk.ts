import type { PendingLink } from '../../../protocol/bridge/appState.ts'
import type { CompanionCommand } from '../../../protocol/companionCommand.ts'
import { parseJoinLink } from '../../../protocol/joinLink.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { failure, success, type Result } from '../../../protocol/result.ts'
import { wantsPassword } from '../../session/sessionProblems.ts'
import type { AppStore } from '../appStore.ts'

export interface LinkDeskParts {
  readonly store: AppStore
  /** The server of a code that came without one; null = none is known. */
  usualServer(): string | null
  command(command: CompanionCommand): Promise<Result<void, Problem>>
}

/** Links by which somebody came: read, shown, and followed only when the person says so. */
export interface LinkDesk {
  open(link: string): Result<void, Problem>
  follow(password: string | null): Promise<Result<void, Problem>>
  drop(): void
}

export function createLinkDesk({ store, usualServer, command }: LinkDeskParts): LinkDesk {
  let opened = 0
  const show = (link: PendingLink | null) => store.dispatch({ kind: 'link', link })
  return {
    open: (text) => {
      const target = parseJoinLink(text, usualServer())
      if (!target.ok) {
        store.notify('problem', target.problem)
        return target
      }
      opened += 1
      show({ number: opened, ...target.value, wantsPassword: false, problem: null })
      return success(undefined)
    },
    follow: async (password) => {
      const link = store.state().pendingLink
      if (link === null) return failure(noLink)
      const { server, code, invitation } = link
      const joined = await command({ kind: 'join-room', server, code, invitation, password })
      // Another one may have come meanwhile: it is not this one's to answer for.
      if (store.state().pendingLink !== link) return joined
      if (joined.ok) show(null)
      else
        show({
          ...link,
          wantsPassword: link.wantsPassword || wantsPassword(joined.problem),
          problem: joined.problem,
        })
      return joined
    },
    drop: () => show(null),
  }
}

const noLink: Problem = {
  code: 'no-link',
  sentence: 'There is no link to follow.',
  nextStep: 'Paste the link that the host sent.',
}
