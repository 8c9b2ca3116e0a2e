import type { Page } from 'playwright-core'
import { z } from 'zod'
import { heapTrend, isFlat, type HeapLook } from '../support/heapTrend.ts'

/** As often as the companion tells figures. */
const updatesPerHour = 4 * 3600
const looksPerHour = 30
/** Code that is compiled and shapes that are learned belong to the first updates. */
const settledPart = 1 / 3

export interface Remembering {
  readonly looks: readonly HeapLook[]
  readonly bytesPerHour: number
  readonly standardError: number
  readonly isFlat: boolean
}

/**
 * The heap of a room's screen over the updates of an hour, each of which is drawn before the next one comes: they come
 * as quickly as that, because nothing of it depends on the time between two of them. What the screen keeps of the last
 * two minutes has to be full before: that is written by the clock.
 */
export async function measureHeap(
  page: Page,
  stir: (round: number) => void,
  hours: number,
): Promise<Remembering> {
  const devtools = await page.context().newCDPSession(page)
  const rounds = Math.round(updatesPerHour * hours)
  const roundsPerLook = Math.max(1, Math.round(updatesPerHour / looksPerHour))
  const looks: HeapLook[] = []
  for (let round = 1; round <= rounds; round += 1) {
    stir(round)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
    if (round % roundsPerLook !== 0) continue
    await devtools.send('HeapProfiler.collectGarbage')
    const { usedSize } = usageSchema.parse(await devtools.send('Runtime.getHeapUsage'))
    looks.push({ atMs: (round / updatesPerHour) * 3_600_000, heapBytes: usedSize })
  }
  await devtools.detach()
  const settled = looks.slice(Math.floor(looks.length * settledPart))
  const trend = heapTrend(settled)
  const { slope: bytesPerHour, standardError } = trend
  return { looks, bytesPerHour, standardError, isFlat: isFlat(trend, settled) }
}

const usageSchema = z.object({ usedSize: z.number() })
