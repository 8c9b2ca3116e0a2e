import { createListeners } from '../../platform/listeners.ts'
import type { FollowStatus } from '../../protocol/companionState.ts'
import type { Problem } from '../../protocol/problem.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { FollowerEvent } from './followerApi.ts'

/** What a follower tells about itself: each mode and each trouble once, and nothing any more after `silence`. */
export interface FollowerVoice {
  onEvent(listener: (event: FollowerEvent) => void): Cancel
  tell(event: FollowerEvent): void
  changed(): void
  mode(): FollowStatus['mode']
  setMode(mode: FollowStatus['mode']): void
  trouble(): Problem | null
  setTrouble(problem: Problem | null): void
  silence(): void
}

export function createVoice(): FollowerVoice {
  const listeners = createListeners<FollowerEvent>()
  let mode: FollowStatus['mode'] = 'idle'
  let trouble: Problem | null = null
  let isSilent = false
  const tell = (event: FollowerEvent) => {
    if (!isSilent) listeners.tell(event)
  }
  return {
    onEvent: listeners.add,
    tell,
    changed: () => tell({ kind: 'changed' }),
    mode: () => mode,
    setMode: (next) => {
      if (next === mode) return
      mode = next
      tell({ kind: 'changed' })
    },
    trouble: () => trouble,
    setTrouble: (problem) => {
      if (problem === trouble) return
      trouble = problem
      tell({ kind: 'trouble', problem })
    },
    silence: () => {
      isSilent = true
    },
  }
}
