import { describe, expect, it } from 'vitest'
import { formatWebLink, parseJoinLink } from '../../protocol/joinLink.ts'
import { serversOfThisFile } from '../session-server/support/testServer.ts'
import { browserOfThisFile } from '../support/realBrowser.ts'

const { start } = serversOfThisFile()
const browser = browserOfThisFile()

const code = 'k3j9aq7xtn'
const invitation = 'eyJhbGciOiJIUzI1NiJ9.eyJyb29tIjoieCJ9.c2lnbmF0dXJl'

/** How well two colours (`rgb(...)`) can be told apart (WCAG 2, contrast ratio). */
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [one, other].map(luminance).toSorted((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
    const share = Number(part) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

describe('the page of a join link', () => {
  it('[NV2] asks for nothing with the invitation, comes whole from its server and breaks no rule of its own', async (test) => {
    const { page } = await browser.open(test)
    const server = await start()
    const link = formatWebLink({ server: server.url, code, invitation })
    const [asked, complaints]: [string[], string[]] = [[], []]
    page.on('request', (request) => asked.push(request.url() + JSON.stringify(request.headers())))
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    const response = await page.goto(link)
    await page.getByRole('heading', { name: 'Watch together' }).waitFor()
    expect(response?.headers()['content-security-policy']).toContain("default-src 'none'")
    expect(response?.headers()['referrer-policy']).toBe('no-referrer')
    expect(complaints).toEqual([])
    expect(asked.length).toBeGreaterThanOrEqual(3)
    for (const request of asked) {
      expect(request).not.toContain(invitation)
      expect(request).toMatch(new RegExp(`^(http://127\\.0\\.0\\.1:${server.port}/|data:)`))
    }
  })

  it('[NV3] opens the app by the same link, copies it, and shows the line for a terminal', async (test) => {
    const { page, context } = await browser.open(test)
    const server = await start()
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const link = formatWebLink({ server: server.url, code, invitation })
    await page.goto(link)
    const href = await page.getByRole('link', { name: 'Open in Lockstep' }).getAttribute('href')
    const target = { server: server.url, code, invitation }
    expect(href).toMatch(/^lockstep:/)
    expect(parseJoinLink(href ?? '', null)).toEqual({ ok: true, value: target })
    await page.getByRole('button', { name: 'Copy the link' }).click()
    await page.getByRole('status').filter({ hasText: 'Copied.' }).waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link)
    await page.getByText('Nothing opens?').click()
    await page.getByText(`lockstep join '${link}'`).waitFor()
  })

  it('[NV3] says so when the link is not whole, and nothing that stands in it becomes part of the page', async (test) => {
    const { page } = await browser.open(test)
    const server = await start()
    const base = `http://127.0.0.1:${server.port}/join`
    for (const broken of ['x', 'a%20b%20c', `${code}#<img src=x onerror=alert(1)>`]) {
      await page.goto('about:blank')
      await page.goto(`${base}/${broken}`)
      await page.getByRole('heading', { name: 'This link is not whole' }).waitFor()
      expect(await page.getByRole('link').count()).toBe(0)
      expect(await page.locator('img').count()).toBe(0)
    }
  })

  it.for(['light', 'dark'] as const)(
    '[NV4] can be read in %s, on a phone and by keyboard',
    async (colorScheme, test) => {
      const { page } = await browser.open(test, { colorScheme, viewport: { width: 320, height: 640 } })
      const server = await start()
      await page.goto(formatWebLink({ server: server.url, code, invitation }))
      await page.getByText('Nothing opens?').click()
      const seen = await page.evaluate(() => {
        const colourOf = (selector: string) => {
          const style = getComputedStyle(document.querySelector(selector) ?? document.body)
          return { ink: style.color, paper: style.backgroundColor }
        }
        const { scrollWidth, clientWidth } = document.documentElement
        const card = colourOf('main').paper
        const texts = ['h1', 'details p', '.quiet', '.said'].map((selector) => ({
          ...colourOf(selector),
          paper: card,
        }))
        return {
          overflow: scrollWidth - clientWidth,
          texts: [...texts, colourOf('#open'), colourOf('.code')],
        }
      })
      expect(seen.overflow).toBe(0)
      for (const { ink, paper } of seen.texts) expect(contrast(ink, paper)).toBeGreaterThanOrEqual(4.5)
      await page.reload()
      const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim())
      await page.keyboard.press('Tab')
      expect(await focused()).toBe('Open in Lockstep')
      await page.keyboard.press('Tab')
      expect(await focused()).toBe('Copy the link')
    },
  )
})
