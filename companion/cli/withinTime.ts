import type { Clock } from '../../sync/clock.ts'

/** Waits for the work, but no longer than `limitMs`: whatever is then still under way is left alone. */
export async function withinTime(clock: Clock, limitMs: number, work: Promise<unknown>): Promise<void> {
  let cancel = () => {}
  const limit = new Promise<void>((resolve) => {
    cancel = clock.after(limitMs, resolve)
  })
  await Promise.race([work, limit])
  cancel()
}
