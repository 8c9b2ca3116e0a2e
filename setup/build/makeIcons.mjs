// node setup/build/makeIcons.mjs [path of a Chromium]: draws the app's icons anew from app/renderer/icon.svg, in the sizes
// that systems want. The pictures are committed; this is for when the drawing changes.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { root } from '../root.mjs'

const sizes = [16, 32, 48, 64, 128, 256, 512, 1024]
/** Trays are small, and dense on some screens. */
const traySize = 32

const folder = join(root, 'app', 'main', 'icons')
const drawing = await readFile(join(root, 'app', 'renderer', 'icon.svg'), 'utf8')
const [, , executablePath = '/usr/bin/chromium'] = process.argv
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const browser = await chromium.launch({ executablePath, args: [...asRoot, '--disable-gpu'] })

/** @param {number} size */
async function drawn(size) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`,
  )
  const picture = await page.screenshot({ omitBackground: true })
  await page.close()
  return picture
}

await mkdir(folder, { recursive: true })
for (const size of sizes) await writeFile(join(folder, `${size}.png`), await drawn(size))
await writeFile(join(folder, 'tray.png'), await drawn(traySize))
await browser.close()
