import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { AwsClient } from 'aws4fetch'
import type { Page } from 'playwright-core'
import { browsing, skipped } from './browsing'
import type { Visit } from './visit'

// The objects of buckets are of the console's own origin: whatever they hold, they read nothing of it and run nothing in it.

const it = browsing()

/** What a program of the other side would do: everything that leads to a session, told in the title of its page. */
const robbery = `
  document.title = 'ran'
  try { document.title += ' session ' + JSON.stringify({ ...sessionStorage }) } catch {}
  try { document.title += ' local ' + JSON.stringify({ ...localStorage }) } catch {}
  try { document.title += ' opener ' + window.opener.document.title } catch {}
  navigator.serviceWorker?.register('/drop/worker.js').then(() => { document.title += ' worker' }, () => {})
  fetch('/drop/taken', { method: 'PUT', body: document.title }).catch(() => {})
`
const objects: Readonly<Record<string, { readonly type: string; readonly body: string }>> = {
  'page.html': {
    type: 'text/html',
    body: `<title>still</title><script>${robbery}</script><script src="/drop/program.js"></script>
<img src="x" onerror="document.title='ran'"><iframe name="inner" src="/console/clusters"></iframe><p>a page of a bucket</p>`,
  },
  'page.xhtml': {
    type: 'application/xhtml+xml',
    body: `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>still</title><script>${robbery.replaceAll('&', '&amp;').replaceAll('>', '&gt;')}</script></head><body>a page of a bucket</body></html>`,
  },
  'picture.svg': {
    type: 'image/svg+xml',
    body: `<svg xmlns="http://www.w3.org/2000/svg"><title>still</title><script>document.title='ran'</script><text y="20">a page of a bucket</text></svg>`,
  },
  'program.js': { type: 'text/javascript', body: 'globalThis.ran = true; document.title = "ran"' },
  'worker.js': { type: 'text/javascript', body: 'self.onfetch = () => {}' },
  'style.css': { type: 'text/css', body: 'body { display: none }' },
}

let elsewhere: { readonly url: string; stop(): void }

/** An address that fetches an object, as it is given out for a browser. */
async function presigned(path: string): Promise<string> {
  const { server } = it.world
  const signer = new AwsClient({ ...server.credentials, region: server.region, service: 's3' })
  const signed = await signer.sign(`${server.url}${path}`, { aws: { signQuery: true, allHeaders: true } })
  return signed.url
}

/** The browser says aloud what it refuses: here that is what is wanted. */
function refusals({ wrong }: Visit): readonly string[] {
  return wrong.splice(0)
}

beforeAll(async () => {
  if (skipped) return
  const { any, server } = it.world
  await any.call('s3', 'CreateBucket', { Bucket: 'drop' })
  for (const [Key, { type, body }] of Object.entries(objects))
    await any.call('s3', 'PutObject', {
      ...{ Bucket: 'drop', Key, ContentType: type },
      Body: new TextEncoder().encode(body),
    })
  const other = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: () =>
      new Response(
        `<title>other</title><iframe name="inner" src="${server.url}/console/clusters"></iframe><p>another origin</p>`,
        { headers: { 'content-type': 'text/html' } },
      ),
  })
  elsewhere = { url: String(other.url), stop: () => void other.stop(true) }
})
afterAll(() => elsewhere?.stop())

/** What the page of an object can reach; asked from within it. */
const reach = (page: Page): Promise<unknown> =>
  page.evaluate(`(() => {
    const tried = (what) => { try { return what() ?? null } catch (error) { return error.name } }
    return {
      origin: self.origin,
      session: tried(() => sessionStorage.length),
      local: tried(() => localStorage.length),
      opener: tried(() => window.opener),
      ran: globalThis.ran ?? false,
    }
  })()`)

describe.skipIf(skipped)('an object of a bucket, beside a signed-in console', () => {
  for (const name of ['page.html', 'page.xhtml', 'picture.svg'])
    test(`${name} runs nothing and reads nothing, in another tab and in the console’s own`, async () => {
      const visit = await it.signedIn()
      const { context, page } = visit
      const address = await presigned(`/drop/${name}`)
      const nothing = { origin: 'null', session: 'SecurityError', local: 'SecurityError', opener: null, ran: false }
      for (const tab of [await context.newPage(), page]) {
        await tab.goto(address)
        await tab.getByText('a page of a bucket').first().waitFor()
        expect(await reach(tab)).toEqual(nothing)
        expect(await tab.title()).not.toContain('ran')
      }
      expect(await it.world.any.call('s3', 'ListObjectsV2', { Bucket: 'drop', Prefix: 'taken' })).toMatchObject({
        KeyCount: 0,
      })
      refusals(visit)
    })

  test('a type asked for by the address changes nothing', async () => {
    const visit = await it.signedIn()
    await visit.page.goto(await presigned('/drop/program.js?response-content-type=text%2Fhtml'))
    expect(await reach(visit.page)).toMatchObject({ origin: 'null', ran: false, session: 'SecurityError' })
    refusals(visit)
  })

  test('opened by the console, it has no way back', async () => {
    const visit = await it.signedIn()
    const address = await presigned('/drop/page.html')
    const [opened] = await Promise.all([
      visit.context.waitForEvent('page'),
      visit.page.evaluate((to) => void window.open(to), address),
    ])
    await opened.getByText('a page of a bucket').waitFor()
    expect(await reach(opened)).toMatchObject({ opener: null, origin: 'null' })
    refusals(visit)
  })
})

describe.skipIf(skipped)('the console', () => {
  test('runs no program of a bucket, however it is put into the page', async () => {
    const visit = await it.signedIn()
    const { page } = visit
    const address = await presigned('/drop/program.js')
    const { url } = it.world.server
    const sources = [address, '/drop/program.js', '/console/assets/..%2f..%2fdrop/program.js']
    for (const source of sources)
      expect(
        await page.evaluate(
          (src) =>
            new Promise<string>((resolve) => {
              const script = document.createElement('script')
              script.onload = () => resolve('loaded')
              script.onerror = () => resolve('refused')
              script.src = src
              document.head.append(script)
            }),
          source,
        ),
      ).toBe('refused')
    expect(
      await page.evaluate(
        (src) =>
          import(src).then(
            () => 'loaded',
            () => 'refused',
          ),
        address,
      ),
    ).toBe('refused')
    await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'globalThis.ran = true'
      document.head.append(script)
    })
    expect(await page.evaluate('globalThis.ran ?? false')).toBe(false)
    expect(refusals(visit).filter((text) => text.includes('Content Security Policy')).length).toBeGreaterThanOrEqual(4)
    const beside = await fetch(`${url}/console/assets/..%2f..%2fdrop/program.js`)
    expect([beside.status, await beside.text()]).not.toContain(objects['program.js']?.body)
  })

  test('takes no worker and no style of a bucket', async () => {
    const visit = await it.signedIn()
    const [worker, style] = [await presigned('/drop/worker.js'), await presigned('/drop/style.css')]
    const refused = await visit.page.evaluate(
      async ([program, sheet]) => {
        const service = await navigator.serviceWorker.register(program).then(
          () => 'registered',
          (error: Error) => error.name,
        )
        const link = document.createElement('link')
        link.rel = 'stylesheet'
        link.href = sheet
        const styled = new Promise<string>((resolve) => {
          link.onload = () => resolve('loaded')
          link.onerror = () => resolve('refused')
        })
        document.head.append(link)
        const one = new Promise<string>((resolve) => {
          try {
            new Worker(program).onerror = () => resolve('refused')
          } catch {
            resolve('refused')
          }
        })
        return [service, await styled, await one]
      },
      [worker, style] as const,
    )
    expect(refused).toEqual([expect.stringMatching(/Error$/), 'refused', 'refused'])
    expect(await visit.page.evaluate('navigator.serviceWorker.getRegistrations().then((all) => all.length)')).toBe(0)
    refusals(visit)
  })

  test('is framed by nobody: not by another origin, not by an object of its own', async () => {
    const visit = await it.signedIn()
    const tab = await visit.context.newPage()
    for (const address of [elsewhere.url, await presigned('/drop/page.html')]) {
      const refused = tab.waitForEvent('console', (message) => /frame-ancestors|X-Frame-Options/.test(message.text()))
      await tab.goto(address)
      await refused
      expect(
        tab.frames().map((frame) => frame.url().startsWith('http') && frame.url().includes('/console')),
      ).not.toContain(true)
    }
    refusals(visit)
  })

  test('cannot be reached by another origin that opens it or asks for it', async () => {
    const visit = await it.signedIn()
    const tab = await visit.context.newPage()
    await tab.goto(elsewhere.url)
    const [opened] = await Promise.all([
      visit.context.waitForEvent('page'),
      tab.evaluate((to) => {
        Object.assign(window, { held: window.open(to) })
      }, `${it.world.server.url}/console/clusters`),
    ])
    await opened.getByLabel('Access key ID').waitFor()
    expect(await opened.evaluate('window.opener')).toBeNull()
    const asked = await tab.evaluate(
      async (url) => [
        await fetch(`${url}/clusters`, { credentials: 'include' }).then(String, (error: Error) => error.name),
        await fetch(`${url}/console/`, { mode: 'no-cors' }).then(String, (error: Error) => error.name),
      ],
      it.world.server.url,
    )
    expect(asked).toEqual(['TypeError', 'TypeError'])
    expect(await visit.context.cookies()).toEqual([])
    refusals(visit)
  })

  test('every answer beneath it has its headers', async () => {
    const { url } = it.world.server
    const page = await (await fetch(`${url}/console/`)).text()
    const assets = [...page.matchAll(/\/console\/(assets\/[^"]+)"/g)].map(([, name]) => `/console/${name}`)
    expect(assets.length).toBeGreaterThan(1)
    for (const path of ['/console/', '/console/roles', '/console/..%2fx', ...assets]) {
      const { headers, status } = await fetch(`${url}${path}`)
      expect([path, status, headers.get('x-content-type-options')]).toEqual([path, 200, 'nosniff'])
      expect([path, headers.get('cross-origin-resource-policy')]).toEqual([path, 'same-origin'])
      if (!assets.includes(path)) expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    }
  })
})
