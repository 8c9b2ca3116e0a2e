import { createListeners } from '../../platform/listeners.ts'
import type { FollowStatus } from '../../protocol/companionState.ts'
import type { Problem } from '../../protocol/problem.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { FollowerEvent } from './followerApi.ts'

/** What a follower has to tell: what it does and what troubles it, each when it changes, and the viewer's wishes. */
export interface FollowerVoice {
  mode(): FollowStatus['mode']
  setMode(mode: FollowStatus['mode']): void
  trouble(): Problem | null
  setTrouble(problem: Problem | null): void
  /** Figures or readiness changed. */
  changed(): void
  tell(event: FollowerEvent): void
  onEvent(listener: (event: FollowerEvent) => void): Cancel
  /** Changes are told no more. */
  silence(): void
}

export function createFollowerVoice(): FollowerVoice {
  const listeners = createListeners<FollowerEvent>()
  let mode: FollowStatus['mode'] = 'idle'
  let trouble: Problem | null = null
  let silent = false
  const changed = () => {
    if (!silent) listeners.tell({ kind: 'changed' })
  }
  return {
    mode: () => mode,
    setMode: (next) => {
      if (next === mode) return
      mode = next
      changed()
    },
    trouble: () => trouble,
    setTrouble: (problem) => {
      if (problem === trouble) return
      trouble = problem
      listeners.tell({ kind: 'trouble', problem })
    },
    changed,
    tell: listeners.tell,
    onEvent: listeners.add,
    silence: () => {
      silent = true
    },
  }
}
