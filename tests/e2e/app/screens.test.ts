import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { browserOfThisFile } from '../../support/realBrowser.ts'
import { buildRenderer } from '../../renderer/support/builtRenderer.ts'
import { allViews } from '../../renderer/support/views/allViews.ts'
import { axeFindings, openPage, overflowOf, visitIn } from '../../renderer/support/visit.ts'

const browser = browserOfThisFile()
const narrowByNight = { width: 380, height: 800, appearance: 'dark' } as const
const wideByDay = { width: 1280, appearance: 'light' } as const

beforeAll(() => buildRenderer())

/** Windows in which nobody looks at anything just now. */
const free: Page[] = []

describe('every screen in every state', () => {
  // Each view is looked at in one of two windows; `npm run screens` looks at all of them in eight.
  const looks = allViews.map((view, index) => ({ view, sight: index % 2 === 0 ? narrowByNight : wideByDay }))
  for (const { view, sight } of looks) {
    // Mostly waiting until nothing is on its way any more: two at a time.
    it.concurrent(
      `[UR132] has nothing to complain of in ${view.name}, ${sight.width} px, ${sight.appearance}`,
      async (test) => {
        const page = free.pop() ?? (await openPage(browser.launched(test)))
        const visited = await visitIn(page, view, sight)
        expect([...(await axeFindings(page)), ...visited.complaints]).toEqual([])
        expect(await overflowOf(page)).toBeLessThanOrEqual(0)
        await visited.close()
        free.push(page)
      },
    )
  }
})
