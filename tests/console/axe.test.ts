import { describe, expect, test } from 'bun:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { browsing, skipped } from './browsing'
import { addressOf, type LookedAt, pages } from './pages'
import type { Visit } from './visit'

const it = browsing()

/** What shuts people out, is wider than the window, or has not one first heading. */
async function faultsOf(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const wider = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  const headings = await page.getByRole('heading', { level: 1 }).count()
  return [
    ...grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`),
    ...(wider ? ['wider than its window'] : []),
    ...(headings === 1 ? [] : [`${headings} first headings`]),
  ]
}

async function lookAt(looked: LookedAt, { page, open }: Visit): Promise<readonly string[]> {
  await open(await addressOf(looked, it.world))
  await page.getByText(looked.until).first().waitFor()
  await page.waitForLoadState('networkidle')
  return (await faultsOf(page)).map((fault) => `${looked.name}: ${fault}`)
}

// No serious or critical finding on any page, in either mode; each page fits its window at both widths.
describe.skipIf(skipped)('every page', () => {
  for (const [mode, look] of [
    ['light, wide', { dark: false, width: 1280 }],
    ['dark, narrow', { dark: true, width: 768 }],
  ] as const)
    test(`${mode}: nothing that shuts people out`, async () => {
      const outside = await it.visit(look)
      const inside = await it.signedIn(look)
      const faults: string[] = []
      for (const looked of pages) faults.push(...(await lookAt(looked, looked.signedOut === true ? outside : inside)))
      expect(faults).toEqual([])
    })
})
