import { failure, success } from '../../protocol/result.ts'
import type { Result } from '../../protocol/result.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import type { IpcClient } from './ipcClient.ts'
import type { IpcEvent } from './ipcMessages.ts'

/**
 * What MPV has told since the record began, so that nothing is missed between two questions. A judge looks at all
 * of it after every event and says null while it is undecided.
 */
export interface EventRecord {
  until<Verdict>(
    judge: (events: readonly IpcEvent[]) => Verdict | null,
    timeoutMs: number,
  ): Promise<Result<Verdict, 'timeout' | 'closed'>>
  stop: Cancel
}

export function recordEvents(ipc: IpcClient, clock: Clock): EventRecord {
  const events: IpcEvent[] = []
  const reviews = new Set<() => void>()
  const stop = ipc.onEvent((event) => {
    events.push(event)
    for (const review of [...reviews]) review()
  })
  const until: EventRecord['until'] = (judge, timeoutMs) =>
    new Promise((resolve) => {
      const finish = (result: Parameters<typeof resolve>[0]) => {
        reviews.delete(review)
        cancelTimeout()
        cancelClose()
        resolve(result)
      }
      const review = () => {
        const verdict = judge(events)
        if (verdict !== null) finish(success(verdict))
      }
      const cancelTimeout = clock.after(timeoutMs, () => finish(failure('timeout')))
      const cancelClose = ipc.onClose(() => finish(failure('closed')))
      reviews.add(review)
      review()
    })
  return { until, stop }
}

/** `closed`: something else took its place before it was shown. */
export type LoadOutcome = 'shown' | 'closed' | { readonly failed: string | null }

/** Of the load that MPV called `entryId` (null: an MPV too old to number them): shown, failed, or undecided. */
export function loadOutcome(events: readonly IpcEvent[], entryId: number | null): LoadOutcome | null {
  let open = false
  for (const event of events) {
    const isOurs = entryId === null || event.playlist_entry_id === entryId
    if (event.event === 'start-file') open = isOurs
    if (event.event === 'playback-restart' && open) return 'shown'
    if (event.event === 'end-file' && open && isOurs) {
      return event.reason === 'error' ? { failed: event.file_error ?? null } : 'closed'
    }
  }
  return null
}

/** Of a seek: how often playback has gone on since it began, as soon as that is `atLeast`; or that the film is gone. */
export function seekOutcome(events: readonly IpcEvent[], atLeast: number): 'landed' | 'film-gone' | null {
  const began = events.findIndex((event) => event.event === 'seek')
  if (events.some((event) => event.event === 'end-file')) return 'film-gone'
  if (began === -1) return null
  const restarts = events.slice(began).filter((event) => event.event === 'playback-restart')
  return restarts.length >= atLeast ? 'landed' : null
}
