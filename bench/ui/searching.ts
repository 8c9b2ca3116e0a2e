import type { Page } from 'playwright-core'

/** Words of titles, one after the other typed into the same field. */
const words = ['the', 'night', 'of', 'a', 'clock', 'film', 'on', 'in']

/** Types words into the search of all libraries; for each the time from the answer's arrival until it is drawn, ms. */
export async function measureSearches(page: Page, rounds: number): Promise<readonly number[]> {
  await page.evaluate(() => (window.location.hash = '#/library'))
  const field = page.getByRole('searchbox')
  const waits: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    for (const word of words) {
      await field.fill('')
      await page.evaluate(() => Object.assign(window.benchNotes, { answeredMs: null }))
      await field.fill(`${word}${' '.repeat(round)}`)
      waits.push(await answerDrawn(page))
    }
  }
  return waits
}

/** What is found stands in `[aria-busy]`, which is true while it is still the answer to an earlier question. */
async function answerDrawn(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = () => {
          const { answeredMs } = window.benchNotes
          const isDrawn = document.querySelector('[aria-busy="false"]') !== null
          if (answeredMs !== null && isDrawn) {
            requestAnimationFrame(() => resolve(performance.now() - answeredMs))
          } else requestAnimationFrame(look)
        }
        look()
      }),
  )
}
