// node tests/renderer/support/pictures.ts [part of a view's name] [--width 380] [--language de] [--no-axe] [--dark|--light]
// Builds the windows, opens every view at four widths in both appearances, takes a picture of each into
// artefacts/screens/, and says what axe finds, what the page complains about and what is wider than the window.
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { buildRenderer } from './builtRenderer.ts'
import { launchBrowser } from '../../../bench/support/browser.ts'
import { allViews } from './views/allViews.ts'
import type { View } from './views/view.ts'
import { axeFindings, cutOff, overflowOf, settled, visit, type Visit } from './visit.ts'

const folder = resolve(import.meta.dirname, '../../../artefacts/screens')
const widths = [380, 800, 1280, 1920]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    width: { type: 'string', multiple: true },
    language: { type: 'string', default: 'en' },
    'no-axe': { type: 'boolean', default: false },
    dark: { type: 'boolean', default: false },
    light: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
if (values.help) {
  console.log('npm run screens -- [part of a name] [--width 380] [--language de] [--no-axe] [--dark|--light]')
  process.exit(0)
}
const language = values.language as 'en' | 'de' | 'fr'
const appearances = (['dark', 'light'] as const).filter(
  (name) => values[name] || values.dark === values.light,
)
const chosenWidths = values.width?.map(Number) ?? widths
const [wanted = ''] = positionals

async function show(browser: Browser, view: View): Promise<number> {
  const first = chosenWidths[0] ?? 1280
  const seen = await visit(browser, view, { width: first, language })
  let findings = 0
  for (const appearance of appearances) {
    seen.app.change((state) => ({ ...state, settings: { ...state.settings, appearance } }))
    for (const width of chosenWidths) {
      await seen.page.setViewportSize({ width, height: width < 700 ? 800 : 900 })
      await settled(seen.page)
      const name = `${view.name}-${width}-${appearance}${language === 'en' ? '' : `-${language}`}`
      await seen.page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
      const found = await findingsOf(seen, isExamined(width))
      for (const line of found) console.log(`${name}: ${line}`)
      findings += found.length
    }
  }
  await seen.close()
  return findings
}

/** axe takes a second each time: the narrow and one wide arrangement are all that there are. */
const isExamined = (width: number): boolean => !values['no-axe'] && (width === 380 || width === 1280)

async function findingsOf({ page, complaints }: Visit, examine: boolean): Promise<string[]> {
  const overflow = await overflowOf(page)
  return [
    ...(examine ? await axeFindings(page) : []),
    ...complaints.splice(0),
    ...(await cutOff(page)),
    ...(overflow > 0 ? [`wider than the window by ${overflow} px`] : []),
  ]
}

await buildRenderer()
await mkdir(folder, { recursive: true })
const browser = await launchBrowser()
if (browser === null) throw new Error('there is no Chromium on this machine')
const counts: number[] = []
for (const view of allViews.filter(({ name }) => name.includes(wanted)))
  counts.push(await show(browser, view))
await browser.close()
const findings = counts.reduce((sum, count) => sum + count, 0)
console.log(`${findings} findings; pictures are in ${folder}`)
process.exitCode = findings === 0 ? 0 : 1
