import { describe, expect, test } from 'bun:test'
import { AxeBuilder } from '@axe-core/playwright'
import { browsing, skipped } from './browsing'
import { addressOf, pages } from './pages'

const it = browsing()

// No serious or critical finding on any page, in either mode; each page fits its window at both widths.
describe.skipIf(skipped)('every page', () => {
  for (const looked of pages)
    for (const dark of [false, true])
      test(`${looked.name}, ${dark ? 'dark' : 'light'}: nothing that shuts people out`, async () => {
        const width = dark ? 768 : 1280
        const { page, open } = await (looked.signedOut === true
          ? it.visit({ dark, width })
          : it.signedIn({ dark, width }))
        await open(await addressOf(looked, it.world))
        await page.getByText(looked.until).first().waitFor()
        await page.waitForLoadState('networkidle')
        const { violations } = await new AxeBuilder({ page }).analyze()
        const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
        expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
        expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
      })
})
