// node tests/renderer/support/pictures.ts [part of a view's name] [--width 380] [--language de] [--no-axe] [--dark|--light]
// Builds the windows, opens every view at four widths in both appearances, takes a picture of each into
// artefacts/screens/, and says what axe finds, what the page complains about and what is wider than the window.
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { buildRenderer } from './builtRenderer.ts'
import { launchBrowser } from '../../support/realBrowser.ts'
import { allViews } from './views/allViews.ts'
import type { View } from './views/view.ts'
import { axeFindings, overflowOf, visit } from './visit.ts'

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
  },
})
const language = values.language as 'en' | 'de' | 'fr'
const appearances = (['dark', 'light'] as const).filter(
  (name) => values[name] || values.dark === values.light,
)
const chosenWidths = values.width?.map(Number) ?? widths
const [wanted = ''] = positionals

async function show(browser: Browser, view: View): Promise<number> {
  let findings = 0
  for (const width of chosenWidths) {
    for (const appearance of appearances) {
      const seen = await visit(browser, view, {
        width,
        appearance,
        language,
        height: width < 700 ? 800 : 900,
      })
      const suffix = language === 'en' ? '' : `-${language}`
      const name = `${view.name}-${width}-${appearance}${suffix}`
      await seen.page.screenshot({ path: join(folder, `${name}.png`) })
      const overflow = await overflowOf(seen.page)
      const found = [
        ...(values['no-axe'] ? [] : await axeFindings(seen.page)),
        ...seen.complaints,
        ...(overflow > 0 ? [`wider than the window by ${overflow} px`] : []),
      ]
      for (const line of found) console.log(`${name}: ${line}`)
      findings += found.length
      await seen.close()
    }
  }
  return findings
}

await buildRenderer()
await mkdir(folder, { recursive: true })
const browser = await launchBrowser()
const counts: number[] = []
for (const view of allViews.filter(({ name }) => name.includes(wanted)))
  counts.push(await show(browser, view))
await browser.close()
const findings = counts.reduce((sum, count) => sum + count, 0)
console.log(`${findings} findings; pictures are in ${folder}`)
process.exitCode = findings === 0 ? 0 : 1
