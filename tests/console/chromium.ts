import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The system's Chromium, or undefined where there is none. */
export const browserPath = places.find((it) => existsSync(it))

/** Without it, tests skip and say this. */
export const withoutBrowser = 'no Chromium (Debian: apt-get install chromium)'

/** A browser that speaks to nothing but what a page asks for. */
export function launch(): Promise<Browser> {
  if (browserPath === undefined) throw new Error(withoutBrowser)
  const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
  const quieter = ['--disable-component-update', '--disable-sync', '--disable-dev-shm-usage']
  return chromium.launch({
    executablePath: browserPath,
    chromiumSandbox: process.getuid?.() !== 0,
    args: [...quiet, ...quieter],
  })
}
