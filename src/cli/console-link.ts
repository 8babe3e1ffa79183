import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Connection } from './connection'
import { Failure } from './failure'
import { writePrivate } from './running'

/** Where the console is, with a code that signs in once: in the fragment, which no browser sends anywhere. Throws what the call throws. */
export async function consoleLink({
  client,
  url,
}: Pick<Connection, 'client' | 'url'>): Promise<{ readonly link: string; readonly expiration: string }> {
  const { code, expiration } = await client.call('podid', 'CreateSignInCode', {})
  if (typeof code !== 'string' || !(expiration instanceof Date))
    throw new Failure('The server answered without a code to sign in with.')
  return { link: `${consoleAt(url)}#sign-in=${code}`, expiration: expiration.toISOString() }
}

export function consoleAt(url: string): string {
  return `${url.replace(/\/+$/, '')}/console/`
}

/**
 * Has the browser go to the link, and answers whether the program that opens browsers took it. The link travels by a page that only its owner
 * can read: other users of the machine see a program's arguments, and could be quicker.
 */
export async function browse(link: string, opener: string, folder: string | undefined): Promise<boolean> {
  const file = join(folder ?? (await mkdtemp(join(tmpdir(), 'podid-console-'))), 'console.html')
  await writePrivate(file, page(link))
  const opening = Bun.spawn([opener, pathToFileURL(file).href], { stdin: 'ignore', stdout: 'ignore', stderr: 'ignore' })
  opening.unref()
  // Some openers stay as long as the browser they started.
  return (await Promise.race([opening.exited, Bun.sleep(3_000).then(() => 0)])) === 0
}

function page(link: string): string {
  const to = Bun.escapeHTML(link)
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>podid</title>
<meta http-equiv="refresh" content="0;url=${to}">
<p><a href="${to}">To the console</a></p>
</html>
`
}
