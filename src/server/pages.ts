import type { Received } from './received'

const plain = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' }
const html = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  'x-content-type-options': 'nosniff',
}

/** What the pages tell. */
export interface Facts {
  /** Why this server is not ready, or undefined. */
  readonly trouble: () => Promise<string | undefined>
  /** Where clients reach it. */
  readonly url: () => string
  /** Answers under `/console`. */
  readonly console: (came: Received) => Promise<Response> | Response
}

/** The pages for people and probes, by exact path; undefined: it is a call of a service. Bucket names cannot be these paths. */
export function pageFor(came: Received, facts: Facts): Promise<Response> | Response | undefined {
  const { method, path, query, headers } = came
  if (method !== 'GET' && method !== 'HEAD') return undefined
  if (path === '/') {
    // ListBuckets and presigned calls have a signature; a person's browser has none.
    return query === '' && !headers.has('authorization')
      ? new Response(about(facts.url()), { headers: html })
      : undefined
  }
  if (path === '/healthz') return new Response('ok\n', { headers: plain })
  if (path === '/readyz') return readiness(facts.trouble)
  if (path === '/console' || path.startsWith('/console/')) return facts.console(came)
  return undefined
}

async function readiness(trouble: () => Promise<string | undefined>): Promise<Response> {
  const why = await trouble()
  return why === undefined
    ? new Response('ok\n', { headers: plain })
    : new Response(`${why}\n`, { status: 503, headers: plain })
}

function about(url: string): string {
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>podid</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:4rem auto;padding:0 1rem}code{background:#8882;padding:.1em .3em}</style>
<h1>podid</h1>
<p>EKS Pod Identity for every Kubernetes cluster. This address is its API: EKS, EKS&nbsp;Auth, IAM, STS and S3, as the AWS CLI and SDKs speak them.</p>
<p>People use <a href="/console/">the console</a>.</p>
<p>Point them here: <code>AWS_ENDPOINT_URL=${url}</code>. On the machine that runs it, <code>podid env</code> prints everything they need.</p>
</html>
`
}
