import type { PlayerAdapter, PlayerEvent } from '../../adapters/player.ts'
import type { OpenedItem } from '../../jellyfin/library.ts'
import type { ConditionKind } from '../../protocol/health.ts'
import { explain, type Problem } from '../../protocol/problem.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import type { Finding } from '../health/conditions.ts'
import { createSoundRetry } from '../health/soundRetry.ts'
import { createStreamWatch } from '../health/streamWatch.ts'
import { otherFilmOpen } from './roomProblems.ts'

/** Long enough to read two sentences. */
const ASTRAY_SHOWN_MS = 8000

/** Where conditions are told. */
export interface HealthVoice {
  found(finding: Finding): void
  passed(what: ConditionKind): void
}

export interface PlayerCareOptions {
  readonly clock: Clock
  /** Time of day, ms. */
  wallMs(): number
  readonly player: PlayerAdapter
  /** What it plays. */
  film(): OpenedItem | null
  readonly health: HealthVoice
  /** The stream is dead, though the player still waits for it. */
  onStreamDead(problem: Problem): void
}

/** Looks after one player while it plays: a stream that is slow or silent, lost sound, a film that is not the room's. */
export interface PlayerCare {
  hear(event: PlayerEvent): void
  /** The film is opened anew: what was short of bytes begins anew. */
  restStream(): void
  stop: Cancel
}

export function createPlayerCare(options: PlayerCareOptions): PlayerCare {
  const { clock, wallMs, player, film, health, onStreamDead } = options
  let soundProblem: Problem | null = null
  const stream = createStreamWatch({
    clock,
    figures: () => ({
      bitrate: film()?.bitrate ?? null,
      bytesPerS: film()?.throughput() ?? null,
      receivedBytes: film()?.receivedBytes() ?? 0,
    }),
    onSlow: (problem) => health.found({ what: 'stream-slow', problem }),
    onCalm: () => health.passed('stream-slow'),
    onDead: () => onStreamDead(streamSilent),
  })
  const tellSound = (wayBack: Finding['wayBack']) => {
    if (soundProblem === null || wayBack === undefined) return
    health.found({ what: 'no-sound', problem: soundProblem, wayBack })
  }
  const sound = createSoundRetry({
    clock,
    player,
    onRetry: (attempt, inMs) => tellSound({ kind: 'retrying', attempt, nextAtMs: wallMs() + inMs }),
    onBack: () => health.passed('no-sound'),
    onGivenUp: () => tellSound({ kind: 'command', command: 'restart-player' }),
  })
  return {
    hear: (event) => {
      if (event.kind === 'impaired' && event.what === 'no-sound') soundProblem = event.problem
      if (event.kind === 'buffering') stream.setBuffering(event.buffering)
      if (event.kind === 'seeking') stream.setSeeking(true)
      if (event.kind === 'sought') stream.setSeeking(false)
      if (event.kind === 'foreign-media') void player.showMessage(explain(otherFilmOpen), ASTRAY_SHOWN_MS)
      sound.hear(event)
    },
    restStream: () => stream.stop(),
    stop: () => {
      stream.stop()
      sound.stop()
    },
  }
}

const streamSilent: Problem = {
  code: 'stream-silent',
  sentence: 'The library stopped sending the film.',
  nextStep: 'It is opened again by itself; check the connection to the library if this stays.',
}
