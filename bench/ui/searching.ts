import type { Page } from 'playwright-core'

/** Beginnings and middles of words: each finds many titles, and none is asked for twice, which would need no answer. */
const texts = 'a e i o u s t'
  .split(' ')
  .flatMap((first) => 'n r l s t'.split(' ').map((second) => first + second))
/** In each round. */
const textsARound = 7
/** What is not drawn by then never will be. */
const drawnWithinMs = 10_000

/** Types parts of words into the search of all libraries; for each the time from the answer's arrival until it is drawn, ms. */
export async function measureSearches(page: Page, rounds: number): Promise<readonly number[]> {
  await page.evaluate(() => (window.location.hash = '#/library'))
  const field = page.getByRole('searchbox')
  const waits: number[] = []
  for (const text of texts.slice(0, rounds * textsARound)) {
    await field.fill('')
    await page.evaluate(() => Object.assign(window.benchNotes, { answeredMs: null }))
    await field.fill(text)
    waits.push(await answerDrawn(page))
  }
  return waits
}

/** What is found stands in `[aria-busy]`, which is true while it is still the answer to an earlier question; nothing found, nothing stands. */
async function answerDrawn(page: Page): Promise<number> {
  return page.evaluate(
    (withinMs) =>
      new Promise<number>((resolve, reject) => {
        const endsAtMs = performance.now() + withinMs
        const look = () => {
          const { answeredMs } = window.benchNotes
          const isDrawn = document.querySelector('main [aria-busy="true"]') === null
          if (answeredMs !== null && isDrawn) {
            requestAnimationFrame(() => resolve(performance.now() - answeredMs))
          } else if (performance.now() > endsAtMs) reject(new Error('A search was not answered.'))
          else requestAnimationFrame(look)
        }
        look()
      }),
    drawnWithinMs,
  )
}
