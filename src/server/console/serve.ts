import type { Received } from '../received'
import { type ConsoleFile, type ConsoleFiles, consoleFiles, plainBytes } from './pack'

const plain = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' }
/** What may stand in a header, and nothing that could end a directive. */
const hostName = /^(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::[0-9]{1,5})?$/i

/** Answers under `/console`, by what is read when it is first asked for. */
export function serveConsole(region: string): (came: Received) => Promise<Response> {
  let answer: Promise<(came: Received) => Response> | undefined
  return async (came) => {
    answer ??= consoleFiles().then((files) => answering(files, region))
    return (await answer)(came)
  }
}

/** Files that never change under `assets/`, and the one page for every other address (deep links). */
export function answering(files: ConsoleFiles | undefined, region: string): (came: Received) => Response {
  const page = files?.get('index.html')
  if (files === undefined || page === undefined)
    return () => new Response('The console was not built. Run: npm run console\n', { status: 404, headers: plain })
  const text = new TextDecoder().decode(plainBytes(page)).replace('{region}', () => region)
  return ({ path, headers }) => {
    if (path === '/console') return new Response(null, { status: 308, headers: { location: '/console/' } })
    const name = path.slice('/console/'.length)
    if (!name.startsWith('assets/')) return new Response(text, { headers: pageHeaders(headers.get('host') ?? '') })
    const file = files.get(name)
    return file === undefined
      ? new Response('There is no such file in this version of the console: reload the page.\n', {
          status: 404,
          headers: plain,
        })
      : asset(file, /\bbr\b/.test(headers.get('accept-encoding') ?? ''))
  }
}

/**
 * The page runs programs of `/console/assets/` only: the objects of buckets are of the same origin, and must be no way in. What a policy cannot
 * say without a host (https://www.w3.org/TR/CSP3/#match-paths) is said with that of the request, which no page of another origin can choose.
 */
function pageHeaders(host: string): Readonly<Record<string, string>> {
  const own = hostName.test(host) ? `${host}/console/assets/` : "'none'"
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': [
      "default-src 'none'",
      `script-src ${own}`,
      `worker-src ${own}`,
      `style-src ${own}`,
      `font-src ${own}`,
      'img-src data:',
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'cache-control': 'no-store',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  }
}

function asset(file: ConsoleFile, readsBrotli: boolean): Response {
  const headers = new Headers({
    'content-type': file.type,
    'cache-control': 'public, max-age=31536000, immutable',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    vary: 'accept-encoding',
  })
  if (file.brotli && readsBrotli) headers.set('content-encoding', 'br')
  const bytes = file.brotli && !readsBrotli ? plainBytes(file) : file.bytes
  return new Response(new Uint8Array(bytes), { headers })
}
