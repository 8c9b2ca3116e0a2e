import { useCallback, useRef, useState } from 'react'
import type { AppCommand } from '../../../protocol/bridge/appCommand.ts'
import type { CompanionCommand } from '../../../protocol/companionCommand.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { useAppLink } from './AppContext.tsx'

/** What became of the last thing that was asked here. */
export type CommandState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'pending'; readonly command: AppCommand }
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly problem: Problem }

export interface Asking {
  readonly state: CommandState
  readonly isPending: boolean
  /** null = the last one was not refused. */
  readonly problem: Problem | null
  /** Shows at once that it is under way. Resolves with whether it was done; never rejects. */
  readonly run: (command: AppCommand) => Promise<boolean>
  /** The same, for what concerns rooms, films and the player. */
  readonly tell: (command: CompanionCommand) => Promise<boolean>
  /** Forgets the last refusal. */
  readonly reset: () => void
}

const idle: CommandState = { kind: 'idle' }

/** Commands of one control or form, with what became of the last one. */
export function useCommand(): Asking {
  const link = useAppLink()
  const [state, setState] = useState<CommandState>(idle)
  const latest = useRef(0)
  const run = useCallback(
    async (command: AppCommand) => {
      const own = ++latest.current
      setState({ kind: 'pending', command })
      const result = await link.command(command)
      if (own === latest.current)
        setState(result.ok ? { kind: 'done' } : { kind: 'refused', problem: result.problem })
      return result.ok
    },
    [link],
  )
  const tell = useCallback((command: CompanionCommand) => run({ kind: 'companion', command }), [run])
  const reset = useCallback(() => {
    // What is still under way is not told any more either.
    latest.current += 1
    setState(idle)
  }, [])
  const problem = state.kind === 'refused' ? state.problem : null
  return { state, isPending: state.kind === 'pending', problem, run, tell, reset }
}
