import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { launch } from '../tests/console/chromium'
import { addressOf, pages } from '../tests/console/pages'
import { seeded } from '../tests/console/seeded'
import { visit } from '../tests/console/visit'

// Pictures of every page of the console: docs/console/<page>.png at 1280 pixels, and with `--all` also dark ones and those at 768 pixels, in
// the folder that is named (they are for looking, not for the repository).

const root = join(import.meta.dir, '..')
const all = process.argv.includes('--all') ? process.argv[process.argv.indexOf('--all') + 1] : undefined
const folder = all ?? join(root, 'docs/console')
const wanted = process.argv.slice(2).filter((it) => !it.startsWith('-') && it !== all)
mkdirSync(folder, { recursive: true })

const world = await seeded()
const browser = await launch()
try {
  const looks =
    all === undefined
      ? [[1280, false] as const]
      : [[1280, false] as const, [1280, true] as const, [768, false] as const]
  for (const [width, dark] of looks) {
    const outside = await visit(browser, world.server, { width, dark })
    const inside = await visit(browser, world.server, { width, dark, as: world.server.credentials })
    for (const looked of pages) {
      const { name, until, signedOut } = looked
      if (wanted.length > 0 && !wanted.includes(name)) continue
      const { page, open, wrong } = signedOut === true ? outside : inside
      await open(await addressOf(looked, world))
      await page.getByText(until).first().waitFor()
      await page.waitForLoadState('networkidle')
      const look = all === undefined ? '' : `-${width}${dark ? '-dark' : ''}`
      await page.screenshot({ path: join(folder, `${name}${look}.png`), fullPage: true })
      process.stdout.write(`${name}${look}.png ${wrong.splice(0).join('; ')}\n`)
    }
    await outside.context.close()
    await inside.context.close()
  }
} finally {
  await browser.close()
  await world.server.stop()
}
process.exit(0)
