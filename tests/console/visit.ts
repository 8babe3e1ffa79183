import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { TestServer } from '../server'

/** A browser window of one person, and all that went wrong in it. */
export interface Visit {
  readonly context: BrowserContext
  readonly page: Page
  /** Errors of programs, refused by the content security policy, and failed loads. Empty at the end of every test. */
  readonly wrong: string[]
  /** Opens a page of the console by its path, `/clusters`. */
  open(path: string): Promise<void>
}

export interface VisitOptions {
  readonly width?: number
  readonly dark?: boolean
  /** Who is signed in when the first page opens; undefined: nobody. */
  readonly as?: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

export async function visit(
  browser: Browser,
  server: Pick<TestServer, 'url'>,
  options: VisitOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: 900 },
    colorScheme: options.dark === true ? 'dark' : 'light',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  const wrong: string[] = []
  page.on('pageerror', (error) => wrong.push(error.message))
  page.on('console', (message) => {
    // A refusal of the API is no error of the page; what the browser refuses to load or run is.
    if (
      message.type() === 'error' &&
      !/Failed to load resource: the server responded with a status of [45]/.test(message.text())
    )
      wrong.push(message.text())
  })
  const open = async (path: string): Promise<void> => {
    await page.goto(`${server.url}/console${path}`)
  }
  if (options.as !== undefined) {
    await open('/clusters')
    await signIn(page, options.as, true)
  }
  return { context, page, wrong, open }
}

/** Types the key, as a person does. */
export async function signIn(
  page: Page,
  { accessKeyId, secretAccessKey }: { readonly accessKeyId: string; readonly secretAccessKey: string },
  stay = false,
): Promise<void> {
  await page.getByLabel('Access key ID').fill(accessKeyId)
  await page.getByLabel('Secret access key').fill(secretAccessKey)
  if (stay) await page.getByLabel('Stay signed in when this tab is reloaded').check()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor({ state: 'detached' })
}
