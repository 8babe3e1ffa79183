import { afterAll, afterEach, beforeAll } from 'bun:test'
import type { Browser } from 'playwright-core'
import { browserPath, launch, withoutBrowser } from './chromium'
import { type Seeded, seeded } from './seeded'
import { type Visit, type VisitOptions, visit } from './visit'

/** One server and one browser for a file of tests. */
export interface Browsing {
  readonly world: Seeded
  /** Opens a window, closed after the test; in it nothing may go wrong that the test does not expect. */
  visit(options?: VisitOptions): Promise<Visit>
  /** A window of the administrator. */
  signedIn(options?: VisitOptions): Promise<Visit>
}

export const skipped = browserPath === undefined
if (skipped) console.warn(`tests/console is skipped: ${withoutBrowser}.`)

export function browsing(make: () => Promise<Seeded> = seeded): Browsing {
  const made: { world?: Seeded; browser?: Browser } = {}
  const open: Visit[] = []
  beforeAll(async () => {
    if (skipped) return
    const [world, browser] = await Promise.all([make(), launch()])
    Object.assign(made, { world, browser })
  })
  afterEach(async () => {
    const wrong = open.flatMap((it) => it.wrong)
    for (const it of open.splice(0)) await it.context.close()
    if (wrong.length > 0) throw new Error(`The browser told of: ${wrong.join('\n')}`)
  })
  afterAll(async () => {
    await made.browser?.close()
    await made.world?.server.stop()
  })
  const it: Browsing = {
    get world() {
      if (made.world === undefined) throw new Error('The world is made before the first test.')
      return made.world
    },
    async visit(options) {
      if (made.browser === undefined) throw new Error(withoutBrowser)
      // Bun ends a test's programs when the test runs out of time: the next has a browser all the same.
      if (!made.browser.isConnected()) made.browser = await launch()
      const one = await visit(made.browser, it.world.server, options)
      open.push(one)
      return one
    },
    signedIn: (options) => it.visit({ as: it.world.server.credentials, ...options }),
  }
  return it
}
