import { describe, expect, test } from 'bun:test'
import { browsing, skipped } from './browsing'

const it = browsing()

describe.skipIf(skipped)('the first page', () => {
  test('is under 500 kB without its fonts, and needs nobody but the server', async () => {
    const { page, open } = await it.visit()
    const bytes = new Map<string, number>()
    const elsewhere: string[] = []
    page.on('response', async (response) => {
      const { origin, pathname } = new URL(response.url())
      if (origin !== it.world.server.url && !response.url().startsWith('data:')) elsewhere.push(response.url())
      if (/\.(js|css)$/.test(pathname)) bytes.set(pathname, Number(response.headers()['content-length']))
    })
    const { code } = await it.world.any.call('podid', 'CreateSignInCode')
    await open(`/clusters#sign-in=${code}`)
    await page.getByRole('link', { name: 'blue' }).waitFor()
    await page.waitForLoadState('networkidle')
    const whole = [...bytes.values()].reduce((sum, it) => sum + it, 0)
    expect(bytes.size).toBeGreaterThan(2)
    expect(whole).toBeGreaterThan(100_000)
    expect(whole).toBeLessThan(500_000)
    expect(elsewhere).toEqual([])
  })

  test('its files never change under their names, and are kept by the browser', async () => {
    const page = await fetch(`${it.world.server.url}/console/`)
    const [script = ''] = /\/console\/assets\/[\w-]+\.js/.exec(await page.text()) ?? []
    const answer = await fetch(it.world.server.url + script)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(page.headers.get('cache-control')).toBe('no-store')
  })
})
