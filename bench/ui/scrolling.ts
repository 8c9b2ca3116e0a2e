import type { Page } from 'playwright-core'

/** So much is scrolled in a second, px: a hand on a wheel that wants to be somewhere else. */
const speed = 4000
const forMs = 5000

export interface Scrolling {
  readonly longestFrameMs: number
  readonly frames: number
}

/**
 * Scrolls through what the page shows, from where the run before has ended: what was asked for once would not be asked for
 * again. Tells the longest time between two frames.
 */
export async function measureScrolling(page: Page): Promise<Scrolling> {
  await page.waitForLoadState('networkidle')
  return page.evaluate(
    ({ speed, forMs }) =>
      new Promise<Scrolling>((resolve) => {
        const beganMs = performance.now()
        let lastMs = beganMs
        let longestFrameMs = 0
        let frames = 0
        const step = (nowMs: number) => {
          if (frames > 0) longestFrameMs = Math.max(longestFrameMs, nowMs - lastMs)
          frames += 1
          window.scrollBy(0, ((nowMs - lastMs) / 1000) * speed)
          lastMs = nowMs
          if (nowMs - beganMs < forMs) requestAnimationFrame(step)
          else resolve({ longestFrameMs, frames })
        }
        requestAnimationFrame(step)
      }),
    { speed, forMs },
  )
}
