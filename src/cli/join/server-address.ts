import { exit, Failure } from '../failure'

/** The address at which the cluster is to find the server. Throws Failure for one that cannot be reached from there. */
export function reachable(said: string | undefined, url: string): string {
  const address = (said ?? url).replace(/\/+$/, '')
  const parsed = URL.canParse(address) ? new URL(address) : undefined
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol) || parsed.pathname !== '/')
    throw new Failure(`--server must be an address such as https://podid.example.com, not "${address}".`, exit.usage)
  if (/^(localhost|127\..*|\[::1\]|0\.0\.0\.0|\[::\])$/.test(parsed.hostname))
    throw new Failure(
      `${address} is this machine alone: from within the cluster it is something else. Name the address that the cluster reaches with --server URL, and let the server listen there (podid server --host … --tls-self-signed --tls-name …).`,
      exit.usage,
    )
  if (parsed.protocol === 'http:')
    throw new Failure(
      `${address} is in clear: everyone on the way would read credentials. Serve TLS (podid server --tls-self-signed) and name https://….`,
      exit.usage,
    )
  return address
}
